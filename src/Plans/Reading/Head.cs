namespace AiDevFramework.Plans.Reading;

/// <param name="Line">Index of its line.</param>
/// <param name="Level">1 to 6; of a heading in another form, the level that it should have.</param>
/// <param name="Start">Where its text begins in the document, without marks.</param>
/// <param name="ValueStart">Where what it names begins, on the same line; the end of the line where nothing does.</param>
internal sealed record Head(HeadKind Kind, int Line, int Level, int Start, int End, int ValueStart, int ValueEnd);
