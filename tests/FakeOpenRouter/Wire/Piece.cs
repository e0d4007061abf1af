namespace AiDevFramework.FakeOpenRouter.Wire;

/// <param name="Json">Contents of a JSON string in UTF-8.</param>
/// <param name="Chars">How many characters of the text that is.</param>
internal readonly record struct Piece(byte[] Json, int Chars);
