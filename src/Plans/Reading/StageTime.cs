using System.Buffers;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>Finds the length of a stage where no label names it: in brackets or at the end of its heading, or alone in its first line.</summary>
internal static class StageTime
{
    private static readonly SearchValues<char> s_separators = SearchValues.Create("-–—|,:：");

    /// <returns>The length and the name without it.</returns>
    public static (WrittenDuration? Duration, string Name) InName(string name)
    {
        for (var open = name.IndexOfAny(['(', '（', '[']); open >= 0; open = name.IndexOfAny(['(', '（', '['], open + 1))
        {
            var close = name.IndexOfAny([')', '）', ']'], open);
            if (close > open && DurationReader.Read(name.AsSpan((open + 1)..close)) is { } inside)
            {
                var rest = $"{name[..open].TrimEnd()} {name[(close + 1)..].TrimStart()}".Trim(' ', ':', '：', '–', '—', '-');
                return (inside, rest.Replace("****", "", StringComparison.Ordinal));
            }
        }

        var cut = name.AsSpan().LastIndexOfAny(s_separators);
        while (cut > 0 && DurationReader.Read(name.AsSpan(cut + 1)) is { } behind)
        {
            if (IsAlone(behind, name.AsSpan(cut + 1)) && (name[cut] is not '-' || name[cut - 1] == ' '))
            {
                return (behind, name[..cut].TrimEnd(' ', '-', '–', '—', '|', ',', ':', '：'));
            }

            cut = name.AsSpan(0, cut).LastIndexOfAny(s_separators);
        }

        return DurationReader.Read(name) is { } whole && IsAlone(whole, name) ? (whole, "") : (null, name);
    }

    /// <returns>The length and its line, where a line near the head says nothing else.</returns>
    public static (WrittenDuration Duration, int Line)? InFirstLine(MarkdownText markdown, int first, int end)
    {
        for (var line = first; line < end && line < first + 4; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Text && DurationReader.Read(markdown.ContentOf(line)) is { } duration && IsAlone(duration, markdown.ContentOf(line)))
            {
                return (duration, line);
            }

            if (markdown.Lines[line].Kind is not LineKind.Blank)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Signs apart, and "about".</summary>
    private static bool IsAlone(WrittenDuration duration, ReadOnlySpan<char> text)
    {
        var letters = 0;
        for (var at = 0; at < text.Length; at++)
        {
            letters += (at < duration.Start || at >= duration.Start + duration.Length) && char.IsLetterOrDigit(text[at]) ? 1 : 0;
        }

        return letters <= 6;
    }
}
