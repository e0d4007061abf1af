using System.Buffers;
using System.Text;

namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>Text as the contents of a JSON string in UTF-8: plain letters stay what they are, lone surrogates survive as escapes.</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(code => (char)code))
        + string.Concat(Enumerable.Range(0xD800, 0x800).Select(code => (char)code)));

    /// <summary>Cuts a text into pieces of at most <paramref name="size"/> characters plus one, never inside a surrogate pair.</summary>
    public static Piece[] Pieces(ReadOnlySpan<char> text, int size)
    {
        var pieces = new List<Piece>((text.Length / size) + 1);
        while (!text.IsEmpty)
        {
            var length = Math.Min(size, text.Length);
            if (length < text.Length && char.IsSurrogatePair(text[length - 1], text[length]))
            {
                length++;
            }

            pieces.Add(new Piece(Escape(text[..length]), length));
            text = text[length..];
        }

        return [.. pieces];
    }

    public static byte[] Escape(ReadOnlySpan<char> text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + (text.Length / 16) + 16);
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(s_special);
            plain = plain < 0 ? text.Length : plain;
            Encoding.UTF8.GetBytes(text[..plain], output);
            text = text[plain..];
            if (text.IsEmpty)
            {
                break;
            }

            if (text.Length > 1 && char.IsSurrogatePair(text[0], text[1]))
            {
                Encoding.UTF8.GetBytes(text[..2], output);
                text = text[2..];
                continue;
            }

            Encoding.UTF8.GetBytes(
                text[0] switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    var other => $"\\u{(int)other:x4}",
                },
                output);
            text = text[1..];
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>A whole JSON string with its quotes, or <c>null</c>.</summary>
    public static string Quote(string? text) => text is null ? "null" : $"\"{Encoding.UTF8.GetString(Escape(text))}\"";
}
