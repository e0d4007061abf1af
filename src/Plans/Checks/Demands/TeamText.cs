using System.Buffers;
using System.Globalization;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>How many people a text says build the product: "six engineers", "ein Team von sechs".</summary>
internal static class TeamText
{
    private const int MostPeople = 500;

    /// <summary>How many words may stand between the number and what it counts.</summary>
    private const int Adjectives = 2;

    /// <summary>Where words stand that make the developers a product's users.</summary>
    private const int Around = 40;

    private static readonly SearchValues<char> s_gaps = SearchValues.Create(" -(\u00A0,;:.)*\n");

    private static readonly PhraseList s_makers = new(
        "developer", "developers", "engineer", "engineers", "programmer", "programmers", "coders", "devs", "entwickler", "entwicklern", "entwicklerin", "entwicklerinnen", "entwickelnde", "entwickelnden",
        "ingenieure", "ingenieuren", "programmierer", "programmierern", "softwareentwickler", "softwareentwicklern", "desarrolladores", "developpeurs", "sviluppatori", "desenvolvedores", "ontwikkelaars");

    private static readonly PhraseList s_teams = new("team of", "team von", "team aus", "team with", "team mit", "team size", "teamgröße", "team:");

    private static readonly PhraseList s_trials = new("pilot*", "try", "tries", "invited", "survey*", "users", "nutzer", "benutzer", "probanden", "test person*", "sign up", "customers", "kunden");

    public static bool HasMakers(string text) => s_makers.IsIn(text);

    /// <returns>The largest number of builders; <see langword="null"/> where the text names none.</returns>
    public static int? PeopleIn(string text)
    {
        int? most = null;
        for (var (at, length) = s_makers.Find(text, 0); length > 0; (at, length) = s_makers.Find(text, at + length))
        {
            var around = text.AsSpan(Math.Max(0, at - Around)..Math.Min(text.Length, at + length + Around));
            Take(s_trials.IsIn(around) ? null : NumberBefore(text.AsSpan(0, at)));
        }

        for (var (at, length) = s_teams.Find(text, 0); length > 0; (at, length) = s_teams.Find(text, at + length))
        {
            Take(NumberAt(text.AsSpan(at + length)));
        }

        return most;

        void Take(int? number) => most = number is { } known and > 0 and <= MostPeople && known > (most ?? 0) ? known : most;
    }

    private static int? NumberBefore(ReadOnlySpan<char> text)
    {
        var rest = text[Math.Max(0, text.Length - 60)..];
        for (var words = 0; words <= Adjectives; words++)
        {
            rest = rest.TrimEnd(" -\u00A0*");
            var start = rest.LastIndexOfAny(s_gaps) + 1;
            if (start == rest.Length)
            {
                return null;
            }

            if (NumberOf(rest[start..]) is { } number)
            {
                return number;
            }

            rest = rest[..start];
        }

        return null;
    }

    private static int? NumberAt(ReadOnlySpan<char> text)
    {
        var rest = text.TrimStart(" :*\u00A0");
        var end = rest.IndexOfAny(s_gaps);
        return NumberOf(end < 0 ? rest[..Math.Min(rest.Length, 20)] : rest[..Math.Min(end, 20)]);
    }

    private static int? NumberOf(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || word.Length > 20)
        {
            return null;
        }

        if (word.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return int.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        return TermTable.Find(TermGroup.Number, TextKey.Of(word)) is { } term && WrittenNumber.ValueOf(term) is var value && value == Math.Floor(value) ? (int)value : null;
    }
}
