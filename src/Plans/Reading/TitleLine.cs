namespace AiDevFramework.Plans.Reading;

/// <param name="Rest">What the line says besides the title: a product's name. Empty where it says nothing else.</param>
/// <param name="IsNormal">Whether the line is written as the document was asked to begin.</param>
internal sealed record TitleLine(int Line, string Rest, bool IsNormal);
