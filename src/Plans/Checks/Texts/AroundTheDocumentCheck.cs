using System.Buffers;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>Check 25: no talk before the title or behind the last item, no control token outside code, and no item that is nothing but a placeholder.</summary>
internal sealed class AroundTheDocumentCheck : ICheck
{
    /// <summary>An identifier and a name that stand before an item's text are no longer.</summary>
    private const int LongestName = 60;

    private const int LongestToken = 48;

    private static readonly SearchValues<string> s_tokens = SearchValues.Create(
        ["<|", "<｜", "</s>", "<s>", "[INST]", "[/INST]", "<<SYS>>", "<eos>", "<bos>", "<end_of_turn>", "<start_of_turn>", "<think>", "</think>", "<thinking>", "</thinking>"], StringComparison.Ordinal);

    public int Number => 25;

    public IReadOnlyList<Finding>? Check(CheckInput input) =>
        input.Documents.Count == 0 ? null : [.. input.Looked.SelectMany(document => Check(document))];

    private IEnumerable<Finding> Check(CheckedDocument document)
    {
        var frame = document.Reading.Frame;
        var markdown = frame.Markdown;
        if (FirstSaid(markdown, 0, frame.Start) is { } before)
        {
            yield return Of(document, before, "Words stand before the title that belong to no document.", "Leave them out.");
        }

        if (FirstSaid(markdown, frame.End, markdown.Lines.Count) is { } behind)
        {
            yield return Of(document, behind, "Words stand behind the last item that belong to no document.", "Leave them out.");
        }

        var mayHaveToken = markdown.Text.AsSpan().ContainsAny(s_tokens);
        var (token, empty, count) = (-1, -1, 0);
        for (var line = frame.Start; line < frame.End; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Code or LineKind.Fence or LineKind.Comment or LineKind.Blank)
            {
                continue;
            }

            token = mayHaveToken && token < 0 && HasToken(markdown.LineOf(line)) ? line : token;
            if (IsPlaceholder(markdown, line))
            {
                empty = empty < 0 ? line : empty;
                count++;
            }
        }

        if (token >= 0)
        {
            yield return Of(document, token, "A control token of the model stands in the text.", "Write the line without it.");
        }

        if (empty >= 0)
        {
            var items = count == 1 ? "An item is" : $"{count} items are";
            yield return Of(document, empty, $"{items} nothing but a placeholder.", "Write what belongs there, or \"None:\" and why.");
        }
    }

    private Finding Of(CheckedDocument document, int line, string message, string suggestion) => new(
        Number, Severity.Error, document.Type, null, message, Excerpt.Of(document.Reading.Frame.Markdown.LineOf(line).ToString()), suggestion, line + 1);

    private static int? FirstSaid(MarkdownText markdown, int first, int end)
    {
        for (var line = first; line < end; line++)
        {
            if (markdown.Lines[line].Kind is not (LineKind.Blank or LineKind.Rule or LineKind.Comment))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>"&lt;|im_end|&gt;" in words; between backticks it is what the text is about.</summary>
    private static bool HasToken(ReadOnlySpan<char> line)
    {
        var (counted, ticks) = (0, 0);
        for (var at = line.IndexOfAny(s_tokens); at >= 0;)
        {
            ticks += line[counted..at].Count('`');
            counted = at;
            var isWhole = line[at..] is not (['<', '|', ..] or ['<', '｜', ..])
                || line[(at + 2)..Math.Min(line.Length, at + LongestToken)].IndexOfAny('|', '｜') is > 0 and var bar && at + 3 + bar < line.Length && line[at + 3 + bar] == '>';
            if (isWhole && ticks % 2 == 0)
            {
                return true;
            }

            var next = line[(at + 1)..].IndexOfAny(s_tokens);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static bool IsPlaceholder(MarkdownText markdown, int line)
    {
        var kind = markdown.Lines[line].Kind;
        if (kind is not (LineKind.Bullet or LineKind.Text))
        {
            return false;
        }

        var content = markdown.ContentOf(line);
        if (SaysNothing(content))
        {
            return true;
        }

        var colon = content[..Math.Min(content.Length, LongestName)].IndexOf(':');
        return colon > 0 && SaysNothing(content[(colon + 1)..]);
    }

    /// <summary>"TBD", "…", "(same as above)"; a label with nothing behind it is none.</summary>
    private static bool SaysNothing(ReadOnlySpan<char> text)
    {
        var said = text.Trim(" \t*_`");
        return !said.IsEmpty && (said[0] is '…' || said.StartsWith("...") || said.ContainsAny(s_letters)) && SaidText.SaysNothing(said);
    }

    private static readonly SearchValues<char> s_letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ未同省后後略待");
}
