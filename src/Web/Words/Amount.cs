using System.Globalization;

namespace AiDevFramework.Web.Words;

/// <summary>US dollars for a sentence, as they read without a script.</summary>
public static class Amount
{
    /// <returns>Two places at least, six at the most: <c>$0.45</c>, <c>$0.000125</c>.</returns>
    public static string Of(decimal usd) => "$" + usd.ToString("0.00####", CultureInfo.InvariantCulture);

    /// <returns>Whole cents, and what is less than one as that: <c>$0.45</c>, <c>&lt; $0.01</c>. Never 0 for what cost something.</returns>
    public static string InCents(decimal usd) => usd is > 0 and < 0.01m ? "< $0.01" : "$" + usd.ToString("0.00", CultureInfo.InvariantCulture);
}
