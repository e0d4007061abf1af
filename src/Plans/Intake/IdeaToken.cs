namespace AiDevFramework.Plans.Intake;

internal enum TokenType
{
    Word,
    Number,
    Sign,
    LineEnd,
}

/// <summary>A word, a number, a sign or the end of a line, with its place in the text.</summary>
/// <param name="Text">In small letters.</param>
/// <param name="Value">Of a number that can be read as one; not of a version or a date.</param>
/// <param name="IsDense">Whether the word is of a script that sets no spaces between words.</param>
internal readonly record struct IdeaToken(TokenType Type, int Start, int End, string Text, decimal? Value = null, bool IsDense = false)
{
    public bool IsSign(char sign) => Type is TokenType.Sign && Text[0] == sign;

    /// <summary>A hyphen joins two words as a space does.</summary>
    public bool IsHyphen => Type is TokenType.Sign && Text[0] is '-' or '‐' or '‑';
}
