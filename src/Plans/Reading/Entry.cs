namespace AiDevFramework.Plans.Reading;

/// <summary>One entry of a list, or a row of a table, in whatever form it is written.</summary>
/// <param name="Text">With its emphasis; of a row, its cells with a colon behind the first.</param>
/// <param name="Cells">Of a row; <see langword="null"/> of any other entry.</param>
/// <param name="IsBox">Whether it has a box to tick.</param>
internal sealed record Entry(string Text, IReadOnlyList<string>? Cells = null, bool IsBox = false)
{
    /// <summary>Index of its line; negative where nobody noted it.</summary>
    public int Line { get; init; } = -1;

    /// <summary>Where <see cref="Text"/> begins in the document; negative where nobody noted it.</summary>
    public int Start { get; init; } = -1;

    /// <summary>The cell before the first that says something, where it holds an identifier.</summary>
    public string? Label { get; init; }

    /// <summary>Where <see cref="Label"/> begins in the document.</summary>
    public int LabelStart { get; init; } = -1;
}
