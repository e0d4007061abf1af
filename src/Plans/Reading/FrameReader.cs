using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads title and sections of the three documents that have them.</summary>
internal static class FrameReader
{
    /// <param name="text">Without what was put around the whole.</param>
    public static DocumentFrame Read(DocumentShape shape, string text)
    {
        var markdown = MarkdownText.Parse(text);
        var all = markdown.Lines.Count;
        var heads = new SectionReader(shape, markdown, 0, all).Find();
        var first = heads.Count == 0 ? all : heads.Keys.Min();
        var title = TitleReader.Find(shape, markdown, first);
        var start = title?.Line ?? PreambleReader.EndOf(markdown, first);
        var end = TrailerReader.StartOf(markdown, start);
        return new DocumentFrame(shape, markdown, title, start, end, SectionsOf(shape, markdown, heads, title, start, end));
    }

    private static List<Section> SectionsOf(
        DocumentShape shape, MarkdownText markdown, IReadOnlyDictionary<int, (Term Term, Head Head)> heads, TitleLine? title, int start, int end)
    {
        var sections = new List<Section>();
        (Term? Term, Head Head)? open = null;
        for (var line = start; line < end; line++)
        {
            if (heads.TryGetValue(line, out var head))
            {
                Close(line);
                open = head;
            }
            else if (markdown.Lines[line].Kind is LineKind.Heading && line != title?.Line && EndsSection(line))
            {
                Close(line);
                var known = markdown.Lines[line];
                open = (null, new Head(HeadKind.Heading, line, known.Level, known.ContentStart, known.ContentEnd, known.ContentEnd, known.ContentEnd));
            }
        }

        Close(end);
        return sections;

        void Close(int at)
        {
            if (open is { } section)
            {
                var under = section.Head.Line + (section.Head.Kind is HeadKind.Missing ? 0 : 1);
                under += under < at && markdown.Lines[under].Kind is LineKind.Underline ? 1 : 0;
                sections.Add(new Section(section.Term, section.Head, Math.Min(under, at), at));
            }
        }

        // A feature or a label that is written as a heading of too high a level belongs to the section above it.
        bool EndsSection(int line)
        {
            if (open is { } section && markdown.Lines[line].Level > section.Head.Level)
            {
                return false;
            }

            if (shape.TitleTerm is Term.EventStormingTitle)
            {
                return true;
            }

            var content = markdown.ContentOf(line);
            var group = shape.TitleTerm is Term.PrdTitle ? TermGroup.FeatureLabel : TermGroup.StackLabel;
            return TermTable.Find(group, HeadingKey.Of(content)) is null
                && !(open?.Term is Term.CoreFeatures && ItemHeading.Read(content, TermGroup.FeatureWord, 'F').IsNamed)
                && !(open?.Term is Term.ProjectOverview && TermTable.Find(TermGroup.OverviewLabel, HeadingKey.Of(content)) is not null);
        }
    }
}
