using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Reading;

/// <summary>A label on its line: <c>**Duration**: 2 weeks</c>.</summary>
/// <param name="Start">Where the label with its marks begins; behind the mark of a bullet.</param>
/// <param name="ValueStart">Where what follows it on the line begins.</param>
/// <param name="IsBullet">Whether the line is an entry of a list, and <paramref name="Indent"/> how far in it stands.</param>
/// <param name="IsCell">Whether it is the first cell of a row.</param>
internal readonly record struct LabelHit(
    Term Term, int Start, int ValueStart, int ValueEnd, bool IsBold, bool IsBullet, int Indent, bool IsHeading, bool IsCell)
{
    public bool HasValue => ValueStart < ValueEnd;
}
