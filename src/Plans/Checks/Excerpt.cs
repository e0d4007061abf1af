using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Checks;

/// <summary>The words of a document that a finding shows, and where they stand.</summary>
internal static class Excerpt
{
    public const int Most = 200;

    /// <summary>Words of this length tell one line from the others.</summary>
    private const int Telling = 60;

    public static string Of(string text) => TextCut.AtMost(text.Trim(), Most);

    /// <returns>The number of the first line that has the words, from 1; <see langword="null"/> where they were written otherwise.</returns>
    public static int? LineOf(CheckedDocument document, string words)
    {
        var telling = TextCut.AtMost(words.Trim(), Telling);
        var at = telling.Length == 0 ? -1 : document.Text.IndexOf(telling, StringComparison.Ordinal);
        return at < 0 ? null : document.Text.AsSpan(0, at).Count('\n') + 1;
    }
}
