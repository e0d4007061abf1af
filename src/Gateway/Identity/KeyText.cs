using System.Security.Cryptography;
using System.Text;

namespace AiDevFramework.Gateway.Identity;

/// <summary>
/// A key as text: <c>aidev_ID_SECRET_CHECKSUM</c>, each in lower-case hexadecimal digits: 16, 64 and 8. The checksum is the beginning of the
/// SHA-256 of what stands before it: a slip, a cut and most inventions are told without asking anybody. Pure.
/// </summary>
/// <param name="Id">The part that is no secret.</param>
/// <param name="Digest">SHA-256 of the whole text.</param>
internal sealed record KeyText(string Id, byte[] Digest)
{
    public const string Prefix = "aidev_";

    private const int IdBytes = 8;
    private const int SecretBytes = 32;
    private const int ChecksumDigits = 8;
    private const int Length = 6 + (2 * IdBytes) + 1 + (2 * SecretBytes) + 1 + ChecksumDigits;

    /// <returns>A new key with 256 random bits, and what is stored of it.</returns>
    public static (string Text, KeyText Key) Make()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var begin = $"{Prefix}{id}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes))}";
        var text = $"{begin}_{ChecksumOf(begin)}";
        return (text, new KeyText(id, DigestOf(text)));
    }

    /// <returns><see langword="null"/> where the text is no key, to the letter.</returns>
    public static KeyText? Read(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.Split('_') is [_, { Length: 2 * IdBytes } id, { Length: 2 * SecretBytes } secret, var checksum]
            && IsHex(id) && IsHex(secret) && checksum == ChecksumOf(text[..^(ChecksumDigits + 1)])
            ? new KeyText(id, DigestOf(text))
            : null;

    public static bool IsId(string text) => text.Length == 2 * IdBytes && IsHex(text);

    private static bool IsHex(string text) => text.All(letter => letter is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static string ChecksumOf(string begin) => Convert.ToHexStringLower(DigestOf(begin))[..ChecksumDigits];

    private static byte[] DigestOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
