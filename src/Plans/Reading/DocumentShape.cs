using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Reading;

/// <summary>The frame that a document is asked to have: its title and its sections. The execution plan has stages in their place.</summary>
/// <param name="Title">Without the mark of a heading.</param>
/// <param name="Group">In which the words of its sections are looked up.</param>
internal sealed record DocumentShape(Term TitleTerm, string Title, TermGroup Group, IReadOnlyList<SectionShape> Sections)
{
    /// <param name="sections">Headings as the prompt spells them: <c>## 1. Project Overview</c>.</param>
    /// <exception cref="InvalidOperationException">The table of terms lacks the title or a section.</exception>
    public static DocumentShape Of(string title, IReadOnlyList<string> sections)
    {
        var term = Known(TermTable.Find(TermGroup.Title, TextKey.Of(title)), title);
        var group = term switch
        {
            Term.EventStormingTitle => TermGroup.StormingSection,
            Term.PrdTitle => TermGroup.PrdSection,
            Term.StackTitle => TermGroup.StackSection,
            _ => TermGroup.StageWord,
        };
        return new DocumentShape(
            term, title, group, [.. sections.Select(heading => new SectionShape(Known(TermTable.Find(group, HeadingKey.Of(heading)), heading), heading))]);
    }

    public string HeadingOf(Term term) => Sections.First(section => section.Term == term).Heading;

    private static Term Known(Term? term, string words) =>
        term ?? throw new InvalidOperationException($"The table of terms does not have '{words}'.");
}
