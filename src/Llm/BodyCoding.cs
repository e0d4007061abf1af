using System.IO.Compression;

namespace AiDevFramework.Llm;

/// <summary>Undoes a compression that was not asked for. What comes out passes the limits that hold for every answer, and one of its
/// own: a small body must not become an endless one.</summary>
internal static class BodyCoding
{
    /// <summary>Decompressed bytes of one body, far above what a stream of the longest answer comes to.</summary>
    internal const long MostBytes = 64 * 1024 * 1024;

    /// <param name="first">The first bytes of the body, which say more than a header. They are copied.</param>
    /// <param name="rest">What follows them.</param>
    /// <param name="codings">What the server says.</param>
    /// <returns>The body as it was before; <see langword="null"/> where it is not compressed.</returns>
    /// <exception cref="ChatFailureException">The server used a coding that is not known here.</exception>
    public static Stream? Decode(ReadOnlyMemory<byte> first, Stream rest, ICollection<string> codings)
    {
        var named = codings.Where(coding => coding.Length > 0 && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)).ToList();
        var isGzip = first.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
        if (named.Count == 0 || (isGzip && named.Count == 1)) // no other coding begins so
        {
            return isGzip ? Limited(new GZipStream(Whole(), CompressionMode.Decompress)) : null;
        }

        if (BeginsAsText(first.Span))
        {
            return null; // says that it is compressed, and is not
        }

        var decoded = Whole();
        for (var i = named.Count - 1; i >= 0; i--)
        {
            decoded = named[i].ToUpperInvariant() switch
            {
                "GZIP" or "X-GZIP" => new GZipStream(decoded, CompressionMode.Decompress),
                "DEFLATE" when IsZlib(first.Span) || i < named.Count - 1 => new ZLibStream(decoded, CompressionMode.Decompress),
                "DEFLATE" => new DeflateStream(decoded, CompressionMode.Decompress), // what some servers mean by it
                "BR" => new BrotliStream(decoded, CompressionMode.Decompress),
                _ => throw new ChatFailureException(ChatFailure.Malformed, final: true),
            };
        }

        return Limited(decoded);

        Stream Whole() => new JoinedStream(first.ToArray(), rest);

        static LimitedStream Limited(Stream decoded) => new(decoded, MostBytes);
    }

    /// <summary>Whether the bytes begin as events and JSON do. A brace and a quote, or a field's name, begin no compressed body.</summary>
    private static bool BeginsAsText(ReadOnlySpan<byte> first)
    {
        var bare = first.TrimStart("\uFEFF \t\r\n"u8);
        return bare.StartsWith("data:"u8) || bare.StartsWith("event:"u8) || bare.StartsWith("id:"u8) || bare.StartsWith("retry:"u8)
            || (bare is [(byte)':', _, _, ..] && !bare[..3].ContainsAnyExceptInRange((byte)'\n', (byte)'~'))
            || (bare is [(byte)'{', .. var inside] && inside.TrimStart(" \t\r\n"u8) is [(byte)'"', ..])
            || (bare is [(byte)'[', .. var members] && members.TrimStart(" \t\r\n"u8) is [(byte)'{', ..]);
    }

    /// <summary>RFC 1950: method 8, and a check that makes the first two bytes divisible by 31.</summary>
    private static bool IsZlib(ReadOnlySpan<byte> first) =>
        first is [var method, var flags, ..] && (method & 0x0F) == 8 && ((method << 8) | flags) % 31 == 0;
}
