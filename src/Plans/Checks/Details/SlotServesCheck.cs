using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 16: each section of the stack names at least one feature, criterion, requirement or constraint that it serves.</summary>
internal sealed class SlotServesCheck : ICheck
{
    public int Number => 16;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (ModelWords.StackOf(input) is not { Reading.Outline: StackOutline { Choices.Count: > 0 } } document || input.Find(DocumentType.Prd) is null)
        {
            return null;
        }

        var frame = document.Reading.Frame;
        var without = frame.Shape.Sections
            .Where(shape => frame.Find(shape.Term) is { } section && !IsNone(frame.TextOf(section.First, section.End)) && Citation.In(frame.TextOf(section.First, section.End).ToString()).Count == 0)
            .Select(shape => shape.Heading)
            .ToList();
        return without.Count == 0
            ? []
            : [new Finding(Number, Severity.Warning, document.Type, without[0], $"{Names.Quoted(without)} names nothing that it serves.", Suggestion: "End reasons with what needs them: (F4, NFR1).")];
    }

    private static bool IsNone(ReadOnlySpan<char> text) => text.IsEmpty || TermTable.FindBeginning(TermGroup.None, TextKey.Of(text.TrimStart("- *\n")), out _) is not null;
}
