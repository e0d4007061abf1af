using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads stages that are the rows of one table, with a column for each label.</summary>
internal static class StageTable
{
    public static List<StageOutline> Read(MarkdownText markdown)
    {
        var stages = new List<StageOutline>();
        List<Term?> columns = [];
        for (var line = 0; line < markdown.Lines.Count && stages.Count < 1000; line++)
        {
            switch (markdown.Lines[line].Kind)
            {
                case LineKind.TableHead:
                    columns = [.. EntryReader.CellsOf(markdown.LineOf(line)).Select(cell => TermTable.Find(TermGroup.StageLabel, HeadingKey.Of(cell.Trim('*', '_', ' '))))];
                    break;
                case LineKind.TableRow when columns.Contains(Term.Deliverables) && columns.Contains(Term.StageGateCriteria):
                    stages.Add(StageOf(EntryReader.CellsOf(markdown.LineOf(line)), columns));
                    break;
                case LineKind.TableRow or LineKind.TableRule:
                    break;
                default:
                    columns = [];
                    break;
            }
        }

        return stages.TrueForAll(stage => stage is { Deliverables.Count: > 0, Gates.Count: > 0 }) ? stages : [];
    }

    private static StageOutline StageOf(List<string> cells, List<Term?> columns)
    {
        var name = string.Join(' ', cells.Where((_, index) => index < columns.Count && columns[index] is null)).Trim('*', ' ');
        var heading = ItemHeading.Read(name, TermGroup.StageWord, letter: null);
        return new StageOutline(
            heading.Number ?? -1,
            name[Math.Min(heading.NameStart, name.Length)..],
            DurationReader.Read(Cell(Term.Duration))?.Days,
            Cell(Term.StageFeatures) is { Length: > 0 } features ? features : null,
            ItemReader.ReadAll(EntryReader.ReadInline(Cell(Term.Deliverables)), "T D"),
            ItemReader.ReadAll(EntryReader.ReadInline(Cell(Term.StageGateCriteria)), "G"));

        string Cell(Term term) => columns.IndexOf(term) is >= 0 and var index && index < cells.Count ? cells[index] : "";
    }
}
