using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace AiDevFramework.Llm;

/// <summary>JSON strings as models send them. The framework's own reading throws on invalid UTF-8 and on half a surrogate
/// pair, and a provider may well cut a pair between two chunks.</summary>
internal static class JsonText
{
    /// <summary>Whether the reader stands on this name. Asked many times for each chunk of a stream, whose names nobody escapes.</summary>
    public static bool IsNamed(ref readonly Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueSpan.SequenceEqual(name) || (reader.ValueIsEscaped && reader.ValueTextEquals(name));

    /// <summary>Appends the string the reader stands on; invalid UTF-8 becomes U+FFFD, single surrogates stay.</summary>
    public static void AppendTo(ref readonly Utf8JsonReader reader, TextBuffer target)
    {
        var raw = reader.ValueSpan;
        if (raw.IsEmpty)
        {
            return;
        }

        var chars = target.GetSpan(raw.Length); // a byte never makes more than one char
        target.Advance(reader.ValueIsEscaped ? Unescape(raw, chars) : Encoding.UTF8.GetChars(raw, chars));
    }

    private static int Unescape(ReadOnlySpan<byte> raw, Span<char> chars)
    {
        var written = 0;
        while (true)
        {
            var escape = raw.IndexOf((byte)'\\');
            var plain = escape < 0 ? raw : raw[..escape];
            written += Encoding.UTF8.GetChars(plain, chars[written..]);
            if (escape < 0)
            {
                return written;
            }

            var code = raw[escape + 1]; // the reader has checked that an escape is whole
            chars[written++] = code switch
            {
                (byte)'n' => '\n',
                (byte)'t' => '\t',
                (byte)'r' => '\r',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'u' => Hex(raw.Slice(escape + 2, 4)),
                _ => (char)code, // quote, slash, backslash
            };
            raw = raw[(escape + (code == (byte)'u' ? 6 : 2))..];
        }
    }

    private static char Hex(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out ushort unit, out _, 'x') ? (char)unit : '\uFFFD';
}
