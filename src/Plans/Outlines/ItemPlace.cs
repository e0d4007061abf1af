namespace AiDevFramework.Plans.Outlines;

/// <summary>Where an entry stands in the text that was read.</summary>
/// <param name="Line">Index of its line.</param>
/// <param name="Start">Where its identifier stands, or would; negative where none can be written.</param>
/// <param name="IdLength">Of the identifier with what divides it from the rest; 0 where there is none.</param>
internal readonly record struct ItemPlace(int Line, int Start, int IdLength)
{
    public static readonly ItemPlace Unknown = new(-1, -1, 0);
}
