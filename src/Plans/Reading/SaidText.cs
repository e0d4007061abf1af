using System.Text.RegularExpressions;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Reading;

/// <summary>Whether a line says anything, and what it says without its marks.</summary>
internal static partial class SaidText
{
    private const int LongestPlaceholder = 120;

    /// <summary>Signs alone, a comment, "TBD", "(the same form as Feature 1)": nothing.</summary>
    public static bool SaysNothing(ReadOnlySpan<char> line)
    {
        if (line.Contains('<'))
        {
            line = Html().Replace(line.ToString(), "");
        }

        var said = line.Trim(" \t\n-*_+>.:…[]()（）`#|");
        if (said.Length <= LongestPlaceholder && IsPlaceholder(said, line.Trim()))
        {
            return true;
        }

        foreach (var character in said)
        {
            if (char.IsLetterOrDigit(character) || char.IsSurrogate(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Without emphasis and the mark of a bullet; an underscore inside may belong to a name.</summary>
    public static string Bare(string text) => text
        .Replace("*", "", StringComparison.Ordinal)
        .Replace("`", "", StringComparison.Ordinal)
        .TrimStart('#', '-', '_', ' ', '\t')
        .TrimEnd('_', ' ', '\t');

    /// <summary>Words for "later" on their own; "the same as above" in brackets or alone on its line.</summary>
    private static bool IsPlaceholder(ReadOnlySpan<char> said, ReadOnlySpan<char> line)
    {
        if (said.IsEmpty || said.Contains(':'))
        {
            return false;
        }

        if (TermTable.Is(TermGroup.Placeholder, said))
        {
            return true;
        }

        return line.Length > 0 && line[0] is '(' or '[' or '（' && line[^1] is ')' or ']' or '）'
            && TextKey.Of(said) is var key && (TermTable.FindBeginning(TermGroup.SameAs, key, out _) is not null || TermTable.FindPart(TermGroup.Placeholder, key) is not null);
    }

    /// <summary>Tags and comments; a comment that was left open reaches to the end.</summary>
    [GeneratedRegex(@"<!--.*?(?:-->|\z)|<[^<>]*>", RegexOptions.Singleline)]
    private static partial Regex Html();
}
