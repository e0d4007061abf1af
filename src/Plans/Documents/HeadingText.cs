using System.Text;

namespace AiDevFramework.Plans.Documents;

/// <summary>Headings as they compare: their words, without numbers before them, a remark in brackets behind them, signs and case.</summary>
internal static class HeadingText
{
    public static string Normalize(string heading)
    {
        var bracket = heading.IndexOf('(', StringComparison.Ordinal);
        var normal = new StringBuilder(heading.Length);
        var word = new StringBuilder();
        foreach (var character in heading.AsSpan(0, bracket > 0 ? bracket : heading.Length))
        {
            if (char.IsLetterOrDigit(character))
            {
                word.Append(char.ToUpperInvariant(character));
            }
            else
            {
                Add(normal, word);
            }
        }

        Add(normal, word);
        return normal.ToString();
    }

    /// <summary>Whether the heading is this title, with or without more words behind it.</summary>
    public static bool IsTitle(string heading, string title) =>
        $"{Normalize(heading)} ".StartsWith($"{Normalize(title)} ", StringComparison.Ordinal);

    /// <summary>Numbers before the first word are left out.</summary>
    private static void Add(StringBuilder normal, StringBuilder word)
    {
        if (word.Length > 0 && (normal.Length > 0 || !IsNumber(word)))
        {
            normal.Append(normal.Length > 0 ? " " : "").Append(word);
        }

        word.Clear();
    }

    private static bool IsNumber(StringBuilder word)
    {
        for (var index = 0; index < word.Length; index++)
        {
            if (!char.IsAsciiDigit(word[index]))
            {
                return false;
            }
        }

        return true;
    }
}
