using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Naming;

/// <summary>Finds the references of a document with their places: in brackets, in cells, and on the lines of labels that list features.</summary>
internal static class ReferencePlaces
{
    /// <param name="first">Index of the first line of the document, and <paramref name="end"/> of the line behind its last.</param>
    public static IEnumerable<(Reference Reference, bool IsOfList)> Find(MarkdownText markdown, int first, int end)
    {
        for (var index = first; index < end; index++)
        {
            var line = markdown.Lines[index];
            if (IsCodes(markdown.LineOf(index)) || line.Kind is LineKind.Blank or LineKind.Code or LineKind.Fence or LineKind.Comment or LineKind.Rule or LineKind.TableRule or LineKind.TableHead)
            {
                continue;
            }

            if (FeatureList(markdown, index) is { } list)
            {
                foreach (var reference in ReferenceReader.ReadLine(markdown.Text.AsSpan(list.ValueStart..list.ValueEnd), ItemKind.Feature))
                {
                    yield return (reference with { Start = reference.Start + list.ValueStart }, true);
                }

                continue;
            }

            foreach (var reference in ReferenceReader.Read(markdown.LineOf(index)))
            {
                yield return (reference with { Start = reference.Start + line.Start }, false);
            }

            foreach (var reference in line.Kind is LineKind.TableRow ? InCells(markdown.LineOf(index)) : [])
            {
                yield return (reference with { Start = reference.Start + line.Start }, false);
            }
        }
    }

    /// <summary>Blocks of code quote the user: what looks like a reference there is none.</summary>
    private static bool IsCodes(ReadOnlySpan<char> line) =>
        (line.StartsWith("- C") && line.Length > 3 && char.IsAsciiDigit(line[3])) || line.StartsWith("**Fit**: ");

    private static LabelHit? FeatureList(MarkdownText markdown, int line)
    {
        if (!markdown.LineOf(line).ContainsAny(':', '：') || !markdown.LineOf(line).Contains('F'))
        {
            return null;
        }

        var hit = LabelLine.Read(markdown, line, TermGroup.StageLabel) is { Term: Term.StageFeatures } features ? features : LabelLine.Read(markdown, line, TermGroup.FeatureLabel);
        return hit is { HasValue: true, Term: Term.StageFeatures or Term.Needs } ? hit : null;
    }

    /// <summary>Cells that are nothing but references, the first one apart: it is the item's own.</summary>
    private static List<Reference> InCells(ReadOnlySpan<char> row)
    {
        var found = new List<Reference>();
        var start = row.IndexOf('|') is >= 0 and var bar ? bar + 1 : row.Length;
        for (var isFirst = true; start < row.Length; isFirst = false)
        {
            var end = row[start..].IndexOf('|') is >= 0 and var length ? start + length : row.Length;
            var cell = row[start..end];
            if (!isFirst && cell.IndexOfAny("([（") < 0)
            {
                found.AddRange(ReferenceReader.Read($"({cell})").Select(reference => reference with { Start = reference.Start + start - 1 }));
            }

            start = end + 1;
        }

        return found;
    }
}
