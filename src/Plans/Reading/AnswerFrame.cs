using System.Text;
using System.Text.RegularExpressions;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>What models put around a document: code fences, quotations, tags, settings, control tokens, another turn of the conversation.</summary>
internal static partial class AnswerFrame
{
    private const int LongestToken = 48;

    /// <summary>So many quoted lines or fewer make no quotation of the whole.</summary>
    private const int FewestQuoted = 2;

    /// <returns>The document without what was put around the whole of it; its lines end in <c>\n</c>.</returns>
    public static string Unwrap(string answer)
    {
        var text = WithoutTokens(answer.TrimStart('\uFEFF').ReplaceLineEndings("\n"));
        text = WithoutQuotation(text);
        text = WithoutSettings(text);
        return WithoutTags(WithoutFence(text));
    }

    /// <summary>Tokens before and behind the text. Those inside are its words: a text may be about them.</summary>
    private static string WithoutTokens(string text)
    {
        if (text.Contains("start", StringComparison.Ordinal) && NextTurn().Match(text) is { Success: true, Index: > 0 } turn)
        {
            text = text[..turn.Index];
        }

        var rest = text.AsSpan();
        while (TokenAtEnd(rest.TrimEnd()) is > 0 and var length)
        {
            rest = rest.TrimEnd()[..^length];
        }

        while (TokenAtStart(rest.TrimStart()) is > 0 and var length)
        {
            rest = rest.TrimStart()[length..];
        }

        return rest.Length == text.Length ? text : rest.ToString();
    }

    private static int TokenAtEnd(ReadOnlySpan<char> text)
    {
        foreach (var token in (ReadOnlySpan<string>)["</s>", "<eos>", "<end_of_turn>", "[/INST]"])
        {
            if (text.EndsWith(token, StringComparison.Ordinal))
            {
                return token.Length;
            }
        }

        if (text is not [.., '|' or '｜', '>'])
        {
            return 0;
        }

        var tail = text[Math.Max(0, text.Length - LongestToken)..];
        var start = tail.LastIndexOf('<');
        return start >= 0 && IsToken(tail[start..]) ? tail.Length - start : 0;
    }

    private static int TokenAtStart(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("<s>", StringComparison.Ordinal))
        {
            return 3;
        }

        var end = text[..Math.Min(text.Length, LongestToken)].IndexOf('>') + 1;
        return end > 0 && IsToken(text[..end]) ? end : 0;
    }

    /// <summary><c>&lt;|im_end|&gt;</c>, also with bars of full width.</summary>
    private static bool IsToken(ReadOnlySpan<char> text)
    {
        if (text is not ['<', '|' or '｜', .. var name, '|' or '｜', '>'] || name.IsEmpty)
        {
            return false;
        }

        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character) && character is not ('_' or '▁' or ' '))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where nearly every line is quoted, the document is.</summary>
    private static string WithoutQuotation(string text)
    {
        for (var depth = 0; depth < 3 && IsQuoted(text); depth++)
        {
            var inside = new StringBuilder(text.Length);
            foreach (var line in text.AsSpan().EnumerateLines())
            {
                var rest = line.TrimStart();
                rest = rest.IsEmpty || rest[0] != '>' ? line : rest[1..];
                inside.Append(rest is [' ', ..] ? rest[1..] : rest).Append('\n');
            }

            text = inside.ToString();
        }

        return text;
    }

    private static bool IsQuoted(string text)
    {
        if (text.AsSpan().Count('>') <= FewestQuoted)
        {
            return false;
        }

        var (quoted, all) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var rest = line.TrimStart();
            all += rest.IsEmpty ? 0 : 1;
            quoted += rest is ['>', ..] ? 1 : 0;
        }

        return quoted > FewestQuoted && quoted * 10 >= all * 9;
    }

    /// <summary>The block of settings that some put before a page: <c>--- title: x ---</c>.</summary>
    private static string WithoutSettings(string text)
    {
        var start = text.TrimStart('\n', ' ');
        if (!start.StartsWith("---\n", StringComparison.Ordinal) || start.IndexOf("\n---\n", 3, StringComparison.Ordinal) is not (> 0 and < 4000 and var end))
        {
            return text;
        }

        foreach (var line in start.AsSpan(4, Math.Max(0, end - 4)).EnumerateLines())
        {
            if (!line.IsWhiteSpace() && (line[0] is '#' || (!line.Contains(':') && !char.IsWhiteSpace(line[0]) && line[0] != '-')))
            {
                return text;
            }
        }

        return start[(end + 5)..];
    }

    private static string WithoutFence(string text)
    {
        for (var line = 0; line < text.Length; line = NextLine(text, line))
        {
            var rest = text.AsSpan(line);
            if (rest.StartsWith("# ", StringComparison.Ordinal))
            {
                return text; // the document begins before any fence
            }

            if (OpensDocument(rest) is > 0 and var fence)
            {
                return WithoutClosing(text[NextLine(text, line)..], rest.TrimStart()[0], fence);
            }
        }

        return text;
    }

    /// <returns>The length of the fence, where the document's first heading is in the line behind it: code in a document does not begin like that.</returns>
    private static int OpensDocument(ReadOnlySpan<char> rest)
    {
        if (rest.IndexOf('\n') is not (>= 3 and var end) || rest[..end].TrimStart() is not (['`', '`', '`', ..] or ['~', '~', '~', ..]))
        {
            return 0;
        }

        var mark = rest[..end].TrimStart();
        var length = mark.IndexOfAnyExcept(mark[0]) is >= 0 and var other ? other : mark.Length;
        var first = rest[end..].TrimStart();
        return first.StartsWith("#", StringComparison.Ordinal) && LineMarks.Heading(FirstLine(first)).Level > 0 ? length : 0;
    }

    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text) => text.IndexOf('\n') is >= 0 and var end ? text[..end].TrimEnd() : text.TrimEnd();

    /// <summary>The last fence closes the whole where the fences before it come in pairs; else it closes code inside, and the
    /// answer ended without closing the whole.</summary>
    private static string WithoutClosing(string inside, char mark, int length)
    {
        var (closing, fences) = (-1, 0);
        var fence = new string(mark, 3);
        for (var line = 0; line < inside.Length; line = NextLine(inside, line))
        {
            var text = inside.AsSpan(line..NextLine(inside, line)).Trim();
            if (text.StartsWith(fence, StringComparison.Ordinal))
            {
                var bare = text.IndexOfAnyExcept(mark) < 0;
                closing = bare && (fences % 2 == 0 || text.Length > 3 && text.Length == length) ? line : -1;
                fences++;
            }
        }

        return closing >= 0 ? inside[..closing] : inside;
    }

    /// <summary>A pair of tags around the whole: <c>&lt;document&gt;</c>. The one at the beginning stands before the title and goes with it.</summary>
    private static string WithoutTags(string text)
    {
        var end = text.AsSpan().TrimEnd();
        var last = end[(end.LastIndexOf('\n') + 1)..].Trim();
        if (last is not ['<', '/', .. var name, '>'] || name.Length > 60 || name.IndexOfAny(" <>") >= 0)
        {
            return text;
        }

        var opening = text.IndexOf($"<{name}", StringComparison.Ordinal);
        return opening >= 0 && text.AsSpan(0, opening).Trim().IndexOf('\n') < 0 ? text[..(end.Length - last.Length)] : text;
    }

    private static int NextLine(string text, int from) =>
        text.IndexOf('\n', from) is >= 0 and var end ? end + 1 : text.Length;

    /// <summary>The model went on and wrote the next turn of the conversation.</summary>
    [GeneratedRegex(@"^[ \t]*(?:<\|im_start\|>|<\|start_header_id\|>|<start_of_turn>)\s*(?:user|system|human)\b", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex NextTurn();
}
