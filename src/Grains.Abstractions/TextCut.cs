namespace AiDevFramework.Grains.Abstractions;

/// <summary>Shortens texts without leaving half of a character.</summary>
internal static class TextCut
{
    /// <returns>The first <paramref name="most"/> characters (UTF-16), one less where the cut would divide a surrogate pair; a shorter text as it is.</returns>
    public static string AtMost(string text, int most) => text.Length <= most ? text : text[..LengthOf(text, most)];

    /// <param name="most">Less than the length of the text.</param>
    private static int LengthOf(string text, int most) => most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
}
