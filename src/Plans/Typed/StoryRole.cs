namespace AiDevFramework.Plans.Typed;

/// <summary>Reads who speaks in a user story: "As a lender, I want …", "Als Lieferant möchte ich …".</summary>
internal static class StoryRole
{
    private const int Longest = 60;

    private static readonly string[] s_beginnings =
    [
        "As an ", "As a ", "As the ", "As ", "Als eine ", "Als ein ", "Als ", "En tant que ", "En tant qu'", "Como una ", "Como un ", "Como uma ", "Como um ",
        "Como ", "Come ", "In qualità di ", "Als een ", "Jako ",
    ];

    private static readonly string[] s_ends = [",", " möchte ", " will ", " I want", " I need", " je veux", " quiero", " quero", " voglio", " wil ik", " chcę"];

    public static string? Of(string text)
    {
        var start = text.AsSpan().IndexOfAny(':', '：') is >= 0 and < 40 and var colon ? colon + 1 : 0;
        if (start == 0 && text is ['(', ..] && text.IndexOf(')', StringComparison.Ordinal) is > 0 and var bracket)
        {
            start = bracket + 1;
        }

        var said = text.AsSpan(start).TrimStart(" *_");
        foreach (var beginning in s_beginnings)
        {
            if (said.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return Until(said[beginning.Length..]);
            }
        }

        return null;
    }

    private static string? Until(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, Longest)];
        var end = -1;
        foreach (var word in s_ends)
        {
            var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            end = at > 0 && (end < 0 || at < end) ? at : end;
        }

        return end > 0 ? text[..end].Trim(" *_").ToString() : null;
    }
}
