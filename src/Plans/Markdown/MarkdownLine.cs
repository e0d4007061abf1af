namespace AiDevFramework.Plans.Markdown;

/// <param name="Start">Where the line begins in the text.</param>
/// <param name="End">Where it ends, without the line's end.</param>
/// <param name="Level">Of a heading, 1 to 6.</param>
/// <param name="Indent">Columns before the first sign.</param>
/// <param name="ContentStart">Behind the marks of a heading or a bullet, a box to tick included.</param>
/// <param name="ContentEnd">Before the marks at its end.</param>
internal readonly record struct MarkdownLine(LineKind Kind, int Start, int End, int Level, int Indent, int ContentStart, int ContentEnd);
