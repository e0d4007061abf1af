using System.Buffers;
using System.Text.RegularExpressions;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads what a section or a label lists: bullets, rows of tables, a list inside a line, headings with a text each.</summary>
internal static partial class EntryReader
{
    private const int MostEntries = 2000;

    private static readonly SearchValues<char> s_boxes = SearchValues.Create("[☐☑☒□■✓✔✅");

    /// <summary>The entries of the lines: bullets, rows, and where there is neither, headings or lines of the form "Name: text".</summary>
    public static List<Entry> Read(MarkdownText markdown, int first, int end)
    {
        var entries = new List<Entry>();
        var (indent, inner, column) = (-1, -1, 0);
        for (var line = first; line < end && entries.Count < MostEntries; line++)
        {
            var known = markdown.Lines[line];
            switch (known.Kind)
            {
                case LineKind.Bullet when indent >= 0 && known.Indent > indent + 1:
                    if (inner >= 0 && known.Indent <= inner + 1)
                    {
                        AddBullet(markdown, line, end, entries);
                    }

                    break;
                case LineKind.Bullet:
                    indent = known.Indent;
                    inner = InnerIndent(markdown, line, end);
                    if (inner < 0)
                    {
                        AddBullet(markdown, line, end, entries);
                    }

                    break;
                case LineKind.TableHead:
                    column = 0;
                    break;
                case LineKind.TableRow:
                    AddRow(markdown, line, ref column, entries);
                    break;
                case LineKind.Heading:
                    indent = -1;
                    break;
                case LineKind.Text when known.Indent == 0:
                    indent = line > first && markdown.Lines[line - 1].Kind is LineKind.Blank ? -1 : indent;
                    break;
            }
        }

        if (entries.Count > 0)
        {
            return entries;
        }

        return Headed(markdown, first, end) is { Count: > 0 } headed ? headed : Named(markdown, first, end);
    }

    /// <summary>A list inside a line: <c>data model, API skeleton</c>. Commas in brackets divide nothing.</summary>
    /// <param name="at">Where the value begins in the document, and <paramref name="line"/> the index of its line.</param>
    public static List<Entry> ReadInline(ReadOnlySpan<char> value, int at = -1, int line = -1)
    {
        var entries = new List<Entry>();
        var (start, depth) = (0, 0);
        for (var next = 0; next <= value.Length && entries.Count < MostEntries; next++)
        {
            var sign = next == value.Length ? ',' : value[next];
            depth = Brackets.Depth(depth, sign);
            var breaks = value[next..].StartsWith("<br", StringComparison.OrdinalIgnoreCase);
            if (next == value.Length || breaks || (depth == 0 && sign is ',' or ';' or '、' or '；' or '，' or '•'))
            {
                var text = value[start..next].Trim();
                if (!SaidText.SaysNothing(text))
                {
                    var blank = value[start..next].IndexOf(text[0]);
                    entries.Add(new Entry(text.ToString()) { Line = line, Start = at < 0 ? -1 : at + start + blank });
                }

                next = breaks && value[next..].IndexOf('>') is >= 0 and var close ? next + close : next;
                start = next + 1;
            }
        }

        return entries;
    }

    public static List<string> CellsOf(ReadOnlySpan<char> row)
    {
        var text = row.Trim();
        text = text is ['|', ..] ? text[1..] : text;
        text = text is [.., '|'] and not [.., '\\', '|'] ? text[..^1] : text;
        var cells = new List<string>();
        var start = 0;
        for (var at = 0; at <= text.Length && cells.Count < 40; at++)
        {
            if (at == text.Length || (text[at] == '|' && (at == 0 || text[at - 1] != '\\')))
            {
                cells.Add(text[start..at].Trim().ToString());
                start = at + 1;
            }
        }

        return cells;
    }

    /// <returns>How far in the entries of a group stand; -1 where the bullet is no group's name: <c>- Events of a loan:</c>.</returns>
    private static int InnerIndent(MarkdownText markdown, int line, int end)
    {
        var next = line + 1;
        return markdown.ContentOf(line).TrimEnd("*_ ") is [.., ':' or '：'] && next < end && markdown.Lines[next] is { Kind: LineKind.Bullet } below
            && below.Indent > markdown.Lines[line].Indent + 1 ? below.Indent : -1;
    }

    private static void AddBullet(MarkdownText markdown, int line, int end, List<Entry> entries)
    {
        var content = markdown.ContentOf(line);
        if (content.IsWhiteSpace())
        {
            return;
        }

        var text = content.ToString();
        for (var next = line + 1; next < end && next < line + 8 && markdown.Lines[next].Kind is LineKind.Text && !LabelLine.IsAny(markdown.ContentOf(next)); next++)
        {
            text = $"{text} {markdown.ContentOf(next)}"; // a wrapped line
        }

        var marks = markdown.Text.AsSpan(markdown.Lines[line].Start..markdown.Lines[line].ContentStart);
        entries.Add(new Entry(text, IsBox: marks.IndexOfAny(s_boxes) >= 0) { Line = line, Start = markdown.Lines[line].ContentStart });
    }

    /// <param name="column">The first that says more than a number.</param>
    private static void AddRow(MarkdownText markdown, int line, ref int column, List<Entry> entries)
    {
        var row = markdown.ContentOf(line);
        var cells = CellsOf(row);
        if (cells.All(cell => SaidText.SaysNothing(cell)))
        {
            return;
        }

        while (column + 1 < cells.Count && column < 3 && cells[column].Length <= 12 && OnlyNumber().IsMatch(cells[column]))
        {
            column++;
        }

        var told = cells.Skip(column < cells.Count ? column : 0).Where(cell => cell.Length > 0).ToList();
        var text = told.Count < 2 ? string.Concat(told) : $"{told[0]}: {string.Join(", ", told.Skip(1))}";
        var label = cells.Take(column).LastOrDefault(cell => cell.Any(char.IsAsciiLetterUpper));
        entries.Add(new Entry(text, told)
        {
            Line = line,
            Start = PlaceOf(told.FirstOrDefault(), row),
            Label = label,
            LabelStart = PlaceOf(label, row),
        });

        int PlaceOf(string? cell, ReadOnlySpan<char> inside) =>
            cell is { Length: > 0 } && inside.IndexOf(cell, StringComparison.Ordinal) is >= 0 and var at ? markdown.Lines[line].ContentStart + at : -1;
    }

    /// <summary>A heading for each entry, with a text under it.</summary>
    private static List<Entry> Headed(MarkdownText markdown, int first, int end)
    {
        var entries = new List<Entry>();
        for (var line = first; line < end && entries.Count < MostEntries; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Heading && !markdown.ContentOf(line).IsWhiteSpace())
            {
                entries.Add(new Entry(markdown.ContentOf(line).ToString()) { Line = line, Start = markdown.Lines[line].ContentStart });
            }
        }

        return entries;
    }

    /// <summary>Lines of the form "Name: text", where all are, and lines that begin in bold.</summary>
    private static List<Entry> Named(MarkdownText markdown, int first, int end)
    {
        var entries = new List<Entry>();
        for (var line = first; line < end && entries.Count < MostEntries; line++)
        {
            if (markdown.Lines[line].Kind is not LineKind.Text)
            {
                continue;
            }

            var content = markdown.ContentOf(line);
            if (SaidText.SaysNothing(content))
            {
                continue;
            }

            if (!NamedLine().IsMatch(content))
            {
                return [];
            }

            entries.Add(new Entry(content.ToString()) { Line = line, Start = markdown.Lines[line].ContentStart });
        }

        return entries;
    }

    [GeneratedRegex(@"\A[\W_]*(?:[A-Z]{0,4}[-. ]?\d{1,3}(?:\.\d{1,3})?[.:)]?|)[\W_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex OnlyNumber();

    /// <summary><c>ToolLent: when</c>, <c>**ToolLent** – when</c></summary>
    [GeneratedRegex(@"\A(?:[A-Z]{1,3}\d{1,3}[.:)]?\s+)?(?:\*\*|__|`)?\p{L}[\p{L}\p{N}_\-]*(?: [\p{L}\p{N}_\-]+){0,4}(?:\*\*|__|`)?\s*(?:[:：→]|[-–—] )", RegexOptions.CultureInvariant)]
    private static partial Regex NamedLine();
}
