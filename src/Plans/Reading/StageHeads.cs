using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>Finds where the stages of a plan begin.</summary>
internal static class StageHeads
{
    private const int UsualLevel = 2;

    /// <returns>Headings and lines in bold that are called stages; else bullets that are; else headings with a stage's labels under them.</returns>
    public static List<NumberedHead> Find(MarkdownText markdown)
    {
        var headed = Named(markdown, LineKind.Heading, LineKind.Text);
        if (headed.Count > 0)
        {
            return headed;
        }

        var listed = Named(markdown, LineKind.Bullet, LineKind.Bullet);
        return listed.Count > 0 ? listed : Labelled(markdown);
    }

    private static List<NumberedHead> Named(MarkdownText markdown, LineKind first, LineKind second)
    {
        var heads = new List<NumberedHead>();
        for (var line = 0; line < markdown.Lines.Count; line++)
        {
            var known = markdown.Lines[line];
            if (known.Kind != first && known.Kind != second)
            {
                continue;
            }

            var heading = known.Kind is LineKind.Heading ? markdown.ContentOf(line) : Beginning(markdown.ContentOf(line));
            if (heading.IsEmpty || heading.Length > 2000)
            {
                continue;
            }

            var item = ItemHeading.Read(heading, TermGroup.StageWord, letter: null);
            if (item is { IsNamed: true, Number: not null })
            {
                heads.Add(new NumberedHead(line, known.Kind is LineKind.Heading ? known.Level : UsualLevel, heading.ToString(), item));
            }
        }

        if (heads.Count == 0)
        {
            return heads;
        }

        var level = heads.Min(head => head.Level); // not "Stage 1 Risks" below
        return heads.FindAll(head => head.Level == level);
    }

    /// <summary>A line that is bold as a whole, or up to a remark in brackets: <c>**Stage 1: Name** (2 weeks)</c>.</summary>
    private static ReadOnlySpan<char> Beginning(ReadOnlySpan<char> content)
    {
        var bold = Bold.LineOf(content);
        if (!bold.IsEmpty)
        {
            return bold;
        }

        var text = content.Trim();
        return text.StartsWith("**", StringComparison.Ordinal) && text[^1] is ')' && text.LastIndexOf("** (", StringComparison.Ordinal) > 0 ? text : [];
    }

    private static List<NumberedHead> Labelled(MarkdownText markdown)
    {
        var heads = new List<NumberedHead>();
        for (var line = 0; line < markdown.Lines.Count; line++)
        {
            var known = markdown.Lines[line];
            if (known.Kind is not LineKind.Heading || LabelLine.Read(markdown, line, TermGroup.StageLabel) is not null)
            {
                continue;
            }

            var end = line + 1;
            while (end < markdown.Lines.Count && !(markdown.Lines[end].Kind is LineKind.Heading && markdown.Lines[end].Level <= known.Level
                && LabelLine.Read(markdown, end, TermGroup.StageLabel) is null))
            {
                end++;
            }

            var labels = LabelReader.Read(markdown, line + 1, end, TermGroup.StageLabel);
            if (labels.Count(label => label.Hit.Term is Term.Deliverables) == 1)
            {
                var heading = markdown.ContentOf(line).ToString();
                heads.Add(new NumberedHead(line, known.Level, heading, ItemHeading.Read(heading, TermGroup.StageWord, letter: null)));
            }
        }

        if (heads.Count == 0)
        {
            return heads;
        }

        var level = heads.GroupBy(head => head.Level).OrderByDescending(group => group.Count()).First().Key;
        return heads.FindAll(head => head.Level == level);
    }
}
