using System.Security.Cryptography;
using System.Text;
using AiDevFramework.FakeOpenRouter.Wire;

namespace AiDevFramework.FakeOpenRouter.Answers;

/// <summary>A text with everything about it that can be computed once: its pieces as escaped JSON, its tokens, its hash.</summary>
internal sealed class Answer
{
    /// <summary>Characters of a piece, where nothing else is asked for.</summary>
    public const int PieceChars = 1000;

    private string? _sha256;
    private string? _linesSha256;

    public Answer(string text)
    {
        Text = text;
        Pieces = JsonText.Pieces(text, PieceChars);
    }

    public string Text { get; }

    /// <summary>The text as JSON string contents in UTF-8, in pieces.</summary>
    public Piece[] Pieces { get; }

    public int Tokens => TokensOf(Text.Length);

    /// <summary>SHA-256 of the text in UTF-8, lower-case hexadecimal.</summary>
    public string Sha256 => _sha256 ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>SHA-256 of the lines that are not blank, without blanks at their ends, joined by line feeds: what a reader sees of the text.</summary>
    public string LinesSha256 => _linesSha256 ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)))));

    /// <summary>Four characters make a token: close enough to bill by, and easy to check.</summary>
    public static int TokensOf(long chars) => (int)Math.Min(int.MaxValue, (chars + 3) / 4);
}
