using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Numbers and lengths of time in a text, in figures and in the words of ten languages.</summary>
internal static class MeasureWords
{
    private static readonly PhraseList s_periods = new(
        "day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years", "hour", "hours", "minute", "minutes", "daily", "weekly", "monthly", "quarterly", "yearly", "annually", "launch", "go-live", "release", "q1", "q2", "q3",
        "q4", "tag", "tage", "tagen", "woche", "wochen", "monat", "monate", "monaten", "quartal", "quartale", "quartalen", "jahr", "jahre", "jahren", "stunde", "stunden", "minute", "minuten", "täglich*", "wöchentlich*", "monatlich*", "jährlich*",
        "arbeitstag*", "werktag*", "produktivstart*", "livegang", "einführung");

    public static bool HasPeriod(string text) => s_periods.IsIn(text);

    public static bool HasNumber(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return true;
        }

        foreach (var range in text.AsSpan().Split(' '))
        {
            var word = text.AsSpan(range).Trim(".,;:()\"*");
            if (word.Length is > 1 and <= 16 && TermTable.Find(TermGroup.Number, TextKey.Of(word)) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
