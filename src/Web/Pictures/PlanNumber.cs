using System.Globalization;

namespace AiDevFramework.Web.Pictures;

/// <summary>Numbers of pictures and tables, readable without a script.</summary>
public static class PlanNumber
{
    public static string Of(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <returns>An empty text for nothing.</returns>
    public static string Of(decimal? number) => number is { } known ? Of(known) : "";

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Puts values into a sentence of the page.</summary>
    public static string Say(string sentence, params object[] values) => string.Format(CultureInfo.InvariantCulture, sentence, values);
}
