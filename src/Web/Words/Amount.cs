using System.Globalization;

namespace AiDevFramework.Web.Words;

/// <summary>US dollars for a sentence, as they read without a script.</summary>
public static class Amount
{
    /// <returns>Two places at least, six at the most: <c>$0.45</c>, <c>$0.000125</c>.</returns>
    public static string Of(decimal usd) => "$" + usd.ToString("0.00####", CultureInfo.InvariantCulture);
}
