namespace AiDevFramework.Plans.Reading;

/// <summary>One entry of a list, or a row of a table, in whatever form it is written.</summary>
/// <param name="Text">With its emphasis; of a row, its cells with a colon behind the first.</param>
/// <param name="Cells">Of a row; <see langword="null"/> of any other entry.</param>
/// <param name="IsBox">Whether it has a box to tick.</param>
internal sealed record Entry(string Text, IReadOnlyList<string>? Cells = null, bool IsBox = false);
