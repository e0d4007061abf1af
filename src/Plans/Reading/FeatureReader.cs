using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads the features of a requirements document: headings, lines in bold, entries of a list or rows of a table.</summary>
internal sealed class FeatureReader(DocumentFrame frame, Section core, FrameEdits edits, List<Complaint> complaints)
{
    /// <summary>No plan that is meant has more; what stands behind is text of the last one.</summary>
    private const int MostFeatures = 1000;

    private readonly MarkdownText _markdown = frame.Markdown;

    public List<FeatureOutline> Read()
    {
        var heads = Heads();
        if (heads.Count > MostFeatures)
        {
            complaints.Add(new Complaint($"There are more than {MostFeatures} features.", null));
            heads.RemoveRange(MostFeatures, heads.Count - MostFeatures);
        }

        return heads.Count > 0 ? ReadHeaded(heads) : ReadListed();
    }

    private List<FeatureOutline> ReadHeaded(List<NumberedHead> heads)
    {
        var features = new List<FeatureOutline>();
        var numbers = Numbering.Of([.. heads.Select(head => head.Item.IsNamed && !head.Item.IsPart ? head.Item.Number : null)]);
        for (var index = 0; index < heads.Count; index++)
        {
            var head = heads[index];
            var (first, end) = (head.Line + 1, index + 1 < heads.Count ? heads[index + 1].Line : core.End);
            if (SaidBefore(heads, index, end) is not null)
            {
                edits.Remove(head.Line, end);
                continue;
            }

            if (frame.IsEmpty(first, end))
            {
                complaints.Add(new Complaint(
                    $"Nothing stands under the heading \"### {Quotation.Short(head.Heading)}\".", PartSlug.OfFeature(numbers[index])));
            }

            var labels = LabelReader.Read(_markdown, first, end, TermGroup.FeatureLabel);
            edits.SetLabels(labels, TermGroup.FeatureLabel);
            edits.SetLine(head.Line, head.Name.Length > 0 ? $"### Feature {numbers[index]}: {head.Name}" : $"### Feature {numbers[index]}");
            features.Add(new FeatureOutline(
                numbers[index],
                head.Name,
                TextOf(labels, Term.Priority),
                TextOf(labels, Term.Needs),
                TextOf(labels, Term.Serves),
                CriteriaOf(labels, first, end))
            {
                Line = head.Line,
                End = end,
                Written = head.Item.IsNamed && !head.Item.IsPart ? head.Item.Number : null,
                Description = DescriptionOf(labels, first, end),
            });
        }

        return features;
    }

    /// <summary>The headings that are called features; where none is, those right below the section.</summary>
    private List<NumberedHead> Heads()
    {
        var all = new List<NumberedHead>();
        for (var line = core.First; line < core.End; line++)
        {
            var known = _markdown.Lines[line];
            var bold = known.Kind is LineKind.Text ? Bold.LineOf(_markdown.ContentOf(line)) : [];
            var heading = known.Kind is LineKind.Heading ? _markdown.ContentOf(line) : bold;
            if (heading.IsEmpty || LabelLine.Read(_markdown, line, TermGroup.FeatureLabel) is not null)
            {
                continue;
            }

            var level = known.Kind is LineKind.Heading ? known.Level : core.Head.Level + 1;
            var item = ItemHeading.Read(heading, TermGroup.FeatureWord, 'F');
            if (known.Kind is LineKind.Heading || item.IsNamed)
            {
                all.Add(new NumberedHead(line, level, heading.ToString(), item));
            }
        }

        var named = all.FindAll(head => head.Item.IsNamed);
        if (named.Count == 0)
        {
            return all.FindAll(head => head.Level == core.Head.Level + 1 && !IsAboutFeatures(head.Heading));
        }

        var level1 = named.Min(head => head.Level);
        var seen = named.Where(head => head.Level == level1).Select(head => head.Item.Number).ToHashSet();
        return named.FindAll(head => head.Level == level1 || (!head.Item.IsPart && head.Item.Number is not null && seen.Add(head.Item.Number)));
    }

    /// <summary>"Feature Prioritization Matrix" is no feature.</summary>
    private static bool IsAboutFeatures(string heading) =>
        TermTable.FindBeginning(TermGroup.FeatureWord, HeadingKey.Of(heading), out _) is not null
        || TermTable.Find(TermGroup.PrdSection, HeadingKey.Of(heading)) is Term.ProjectOverview;

    /// <returns>The earlier feature that this one repeats word for word.</returns>
    private NumberedHead? SaidBefore(List<NumberedHead> heads, int index, int end)
    {
        for (var earlier = 0; earlier < index && index - earlier < 100; earlier++)
        {
            if (heads[earlier].Heading == heads[index].Heading
                && frame.TextOf(heads[earlier].Line + 1, heads[earlier + 1].Line).SequenceEqual(frame.TextOf(heads[index].Line + 1, end)))
            {
                return heads[earlier];
            }
        }

        return null;
    }

    /// <summary>What no other label owns.</summary>
    private string DescriptionOf(List<LabelBlock> labels, int first, int end)
    {
        var parts = new List<string>();
        var start = first;
        foreach (var label in labels)
        {
            Add(start, label.Line);
            if (label.Hit.Term is Term.Description)
            {
                parts.Add(_markdown.Text[label.Hit.ValueStart..label.Hit.ValueEnd]);
                Add(label.First, label.End);
            }

            start = label.End;
        }

        Add(start, end);
        return string.Join("\n\n", parts.Where(part => part.Length > 0));

        void Add(int from, int to) => parts.Add(frame.TextOf(from, to).ToString());
    }

    private string? TextOf(List<LabelBlock> labels, Term term) =>
        labels.Find(label => label.Hit.Term == term) is { } label ? LabelledEntries.TextOf(_markdown, label) : null;

    private List<OutlineItem> CriteriaOf(List<LabelBlock> labels, int first, int end)
    {
        if (labels.Find(label => label.Hit.Term is Term.AcceptanceCriteria) is { } label)
        {
            return LabelledEntries.Read(_markdown, label, "AC");
        }

        return [.. ItemReader.ReadAll(EntryReader.Read(_markdown, first, end), "AC").Where(item => item.Id is not null)];
    }

    /// <summary>Features as the specification's own sketch lists them, without headings: <c>- Feature 1: Description</c>; else every
    /// entry of a section that is nothing but a list or a table.</summary>
    private List<FeatureOutline> ReadListed()
    {
        var numbered = new List<(int Number, string Name, int Line)>();
        var seen = new HashSet<int>();
        for (var line = core.First; line < core.End; line++)
        {
            if (_markdown.Lines[line].Kind is LineKind.Text or LineKind.Bullet or LineKind.TableRow)
            {
                var content = _markdown.ContentOf(line);
                var item = ItemHeading.Read(content[..Math.Min(content.Length, 300)], TermGroup.FeatureWord, 'F');
                if (item is { IsNamed: true, Number: { } number, IsPart: false } && seen.Add(number))
                {
                    numbered.Add((number, NameIn(content, item.NameStart), line));
                }
            }
        }

        if (numbered.Count > 0)
        {
            return [.. numbered.Select(feature => new FeatureOutline(feature.Number, feature.Name, null, null, null, [])
            {
                Line = feature.Line,
                End = feature.Line + 1,
                Written = feature.Number,
            })];
        }

        var items = IsList() ? ItemReader.ReadAll(EntryReader.Read(_markdown, core.First, core.End), "F") : [];
        return [.. items.Select((item, index) => new FeatureOutline(index + 1, item.Name, null, null, null, [])
        {
            Line = item.Place.Line,
            End = item.Place.Line + 1,
        })];
    }

    private static string NameIn(ReadOnlySpan<char> content, int start)
    {
        var rest = content[start..].TrimStart("| ");
        var end = rest.IndexOfAny(":：|");
        return (end >= 0 ? rest[..end] : rest).Trim(" *_`").ToString();
    }

    /// <summary>Whether there is nothing but lists and tables, apart from a sentence before them.</summary>
    private bool IsList()
    {
        var (entries, text) = (0, 0);
        for (var line = core.First; line < core.End; line++)
        {
            switch (_markdown.Lines[line].Kind)
            {
                case LineKind.Bullet or LineKind.TableRow:
                    entries++;
                    break;
                case LineKind.Text when _markdown.Lines[line].Indent == 0 && (entries > 0 || text > 0)
                    && (line == 0 || _markdown.Lines[line - 1].Kind is LineKind.Blank):
                    return false;
                case LineKind.Text:
                    text++;
                    break;
                case LineKind.Code or LineKind.Heading:
                    return false;
            }
        }

        return entries > 0;
    }
}
