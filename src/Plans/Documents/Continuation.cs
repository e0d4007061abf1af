using System.Text.RegularExpressions;

namespace AiDevFramework.Plans.Documents;

/// <summary>Joins an answer that was cut with the one that was asked to go on. Models repeat a little, and like to begin anew.</summary>
internal static partial class Continuation
{
    /// <summary>A shorter repetition is more likely the text's own than the model's.</summary>
    private const int LeastOverlap = 24;

    private const int MostOverlap = 4000;

    private static readonly string[] Openings = ["Continuing", "Continued", "Here is the", "Here's the", "Sure", "Certainly"];

    public static string Join(string cut, string continuation)
    {
        var rest = WithoutIntroduction(continuation.ReplaceLineEndings("\n"));
        if (BeginsAnew(cut, rest))
        {
            return rest.Length > cut.Length ? rest : cut;
        }

        var overlap = Overlap(cut, rest);
        if (overlap >= LeastOverlap && Letters(rest.AsSpan(0, overlap)) >= LeastOverlap / 2)
        {
            return cut + rest[overlap..];
        }

        if (RepeatsLastLine(cut, rest) is { } line)
        {
            return cut[..line] + rest;
        }

        return LostLineBreak(cut, rest) ? $"{cut}\n{rest}" : cut + rest;
    }

    /// <summary>A rule of dashes or the row under a table's head repeats nothing: what counts is what it says.</summary>
    private static int Letters(ReadOnlySpan<char> text)
    {
        var letters = 0;
        foreach (var character in text)
        {
            letters += char.IsLetterOrDigit(character) ? 1 : 0;
        }

        return letters;
    }

    private static string WithoutIntroduction(string text)
    {
        var start = text.TrimStart('\n');
        var (first, after) = start.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? (start[..end], start[(end + 1)..]) : (start, "");
        if (first.TrimEnd() is "```markdown" or "```md")
        {
            return after.TrimEnd().EndsWith("\n```", StringComparison.Ordinal) ? after.TrimEnd()[..^3] : after;
        }

        return first.TrimEnd().EndsWith(':') && Openings.Any(opening => first.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
            ? after.TrimStart('\n')
            : text;
    }

    private static bool BeginsAnew(string cut, string rest)
    {
        // Before the title there may be a fence or a sentence.
        var start = cut.StartsWith("# ", StringComparison.Ordinal) ? 0 : cut.IndexOf("\n# ", StringComparison.Ordinal) + 1;
        var title = cut[start..].Split('\n', 2)[0].TrimEnd();
        return title.StartsWith("# ", StringComparison.Ordinal) && title.Length > 4
            && rest.TrimStart().StartsWith(title, StringComparison.Ordinal);
    }

    /// <returns>The length of the longest end of <paramref name="cut"/> that <paramref name="rest"/> begins with.</returns>
    private static int Overlap(string cut, string rest)
    {
        var pattern = rest.AsSpan(0, Math.Min(rest.Length, MostOverlap));
        if (pattern.IsEmpty)
        {
            return 0;
        }

        // Knuth, Morris and Pratt: linear, where trying every length would be quadratic.
        var border = new int[pattern.Length];
        for (var index = 1; index < pattern.Length; index++)
        {
            var length = border[index - 1];
            while (length > 0 && pattern[index] != pattern[length])
            {
                length = border[length - 1];
            }

            border[index] = pattern[index] == pattern[length] ? length + 1 : 0;
        }

        var matched = 0;
        foreach (var character in cut.AsSpan(Math.Max(0, cut.Length - MostOverlap)))
        {
            if (matched == pattern.Length)
            {
                matched = border[matched - 1];
            }

            while (matched > 0 && character != pattern[matched])
            {
                matched = border[matched - 1];
            }

            matched += character == pattern[matched] ? 1 : 0;
        }

        return matched;
    }

    /// <returns>Where the last line of <paramref name="cut"/> begins, if it is a heading or a bullet that
    /// <paramref name="rest"/> writes again from its beginning.</returns>
    private static int? RepeatsLastLine(string cut, string rest)
    {
        var start = cut.LastIndexOf('\n') + 1;
        var line = cut[start..].TrimEnd();
        return HeadingOrBullet().IsMatch(line) && rest.StartsWith(line, StringComparison.Ordinal) ? start : null;
    }

    /// <summary>Models do not begin an answer with a line break, even where one comes next.</summary>
    private static bool LostLineBreak(string cut, string rest) =>
        cut is [.., not ('#' or '-') and var last] && !char.IsWhiteSpace(last) && BlockStart().IsMatch(rest);

    [GeneratedRegex(@"\A(?:#{1,6}|-) .*\w")]
    private static partial Regex HeadingOrBullet();

    /// <summary>No bare dash before a small letter: that is also the middle of "front- and backend".</summary>
    [GeneratedRegex(@"\A(?:#{2,6} |- (?:\[[ xX]\] |\*\*|\p{Lu}))")]
    private static partial Regex BlockStart();
}
