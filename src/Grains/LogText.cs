using System.Buffers;
using System.Globalization;

namespace AiDevFramework.Grains;

/// <summary>Text from outside made fit for one line of a log. Pure.</summary>
internal static class LogText
{
    private static readonly SearchValues<char> _quotes = SearchValues.Create("\"“”„«»`");

    /// <summary>Without control characters, which could end the line or steer a terminal, and of a bounded length.</summary>
    public static string Clean(string text, int maxLength)
    {
        var line = string.Concat(text.Select(letter => IsHarmless(letter) ? letter : ' '));
        return line.Length <= maxLength ? line : string.Concat(line.AsSpan(0, maxLength - 1), "…");
    }

    /// <summary>Up to the sentence that has the first quotation mark.</summary>
    public static string WithoutQuotes(string text)
    {
        var quote = text.AsSpan().IndexOfAny(_quotes);
        if (quote < 0)
        {
            return text;
        }

        var end = text.LastIndexOf(". ", quote, StringComparison.Ordinal);
        return end < 0 ? "The reason quotes a text; it is in the project's metadata." : text[..(end + 1)];
    }

    private static bool IsHarmless(char letter) =>
        !char.IsControl(letter) && !char.IsSurrogate(letter) && char.GetUnicodeCategory(letter) is not
            (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
