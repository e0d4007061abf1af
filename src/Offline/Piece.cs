namespace AiDevFramework.Offline;

/// <summary>A clause of an idea that asks for something.</summary>
/// <param name="Text">Its words, as a quotation.</param>
/// <param name="Name">The same, short enough for a heading.</param>
/// <param name="Object">The words of it that its verb is about; <see langword="null"/> where nobody can tell.</param>
/// <param name="Role">The words for who does it; <see langword="null"/> where it does not say.</param>
/// <param name="IsWish">Whether the idea softens it: "ideally".</param>
internal sealed record Piece(string Text, string Name, string? Object, string? Role, Shape Shape, bool IsWish);
