using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>A document as its title and sections, whatever form they are written in.</summary>
/// <param name="Title">The line with the title; <see langword="null"/> where there is none.</param>
/// <param name="Start">Index of the first line that belongs to the document; what stands before it was said around it.</param>
/// <param name="End">Index of the line behind the last that does.</param>
/// <param name="Sections">In their order, with those that nobody asked for.</param>
internal sealed record DocumentFrame(DocumentShape Shape, MarkdownText Markdown, TitleLine? Title, int Start, int End, IReadOnlyList<Section> Sections)
{
    /// <returns>The first section that says something, else the first one; <see langword="null"/> where there is none.</returns>
    public Section? Find(Term term)
    {
        Section? first = null;
        foreach (var section in Sections)
        {
            if (section.Term == term)
            {
                if (!IsEmpty(section))
                {
                    return section;
                }

                first ??= section;
            }
        }

        return first;
    }

    /// <summary>Whether nothing is said under the heading, be it for sub-headings, for a placeholder or for a comment.</summary>
    public bool IsEmpty(Section section) =>
        section.Head.ValueStart >= section.Head.ValueEnd && IsEmpty(section.First, section.End);

    public bool IsEmpty(int first, int end)
    {
        for (var line = first; line < end; line++)
        {
            switch (Markdown.Lines[line].Kind)
            {
                case LineKind.Text or LineKind.Bullet or LineKind.TableHead or LineKind.TableRow or LineKind.Code
                    when !SaidText.SaysNothing(Markdown.LineOf(line)) && !IsLinkDefinition(Markdown.LineOf(line)):
                    return false;
            }
        }

        return true;
    }

    /// <summary>The text of the lines, without blanks around it and rules behind it.</summary>
    public ReadOnlySpan<char> TextOf(int first, int end)
    {
        while (end > first && Markdown.Lines[end - 1].Kind is LineKind.Blank or LineKind.Rule)
        {
            end--;
        }

        return first >= end ? [] : Markdown.Text.AsSpan(Markdown.Lines[first].Start..Markdown.Lines[end - 1].End).Trim();
    }

    private static bool IsLinkDefinition(ReadOnlySpan<char> line) =>
        line.TrimStart() is ['[', ..] && line.IndexOf("]:", StringComparison.Ordinal) > 0;
}
