using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Reading;

/// <summary>What every document with sections is held to: all of them are there, each says something, none says two things.</summary>
internal static class SectionChecks
{
    public static void Check(DocumentFrame frame, FrameEdits edits, List<Complaint> complaints)
    {
        foreach (var shape in frame.Shape.Sections)
        {
            var section = frame.Find(shape.Term);
            if (section is null)
            {
                complaints.Add(Of(shape, "is missing"));
                continue;
            }

            if (frame.IsEmpty(section))
            {
                complaints.Add(Of(shape, "is empty"));
            }

            foreach (var other in frame.Sections.Where(other => other.Term == shape.Term && other != section))
            {
                if (frame.IsEmpty(other) || frame.TextOf(other.First, other.End).SequenceEqual(frame.TextOf(section.First, section.End)))
                {
                    edits.Remove(other.Head.Line, other.End);
                }
                else
                {
                    complaints.Add(Of(shape, "is there twice, with different contents"));
                    break;
                }
            }

            edits.SetSection(section.Head, shape.Heading);
        }

        RemoveTitles(frame, edits);
    }

    private static Complaint Of(SectionShape shape, string what) =>
        new($"The section \"{shape.Heading}\" {what}.", PartSlug.OfSection(shape.Heading));

    /// <summary>A title that was written again, where nothing is said under it.</summary>
    private static void RemoveTitles(DocumentFrame frame, FrameEdits edits)
    {
        foreach (var section in frame.Sections.Where(section => section.Term is null && frame.IsEmpty(section)))
        {
            if (TermTable.Find(TermGroup.Title, HeadingKey.Of(frame.Markdown.ContentOf(section.Head.Line))) == frame.Shape.TitleTerm)
            {
                edits.Remove(section.Head.Line, section.End);
            }
        }
    }
}
