using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>A JSON document that does not change, with its compressed forms, sent as the client can take it or not at all where the client
/// has it.</summary>
internal sealed class DescriptionFile
{
    private const string Identity = "identity";

    private readonly (string Coding, byte[] Bytes, string Tag)[] _forms;
    private readonly string _hash;

    /// <param name="compress">Takes long, and is only worth it where the file is sent often.</param>
    public DescriptionFile(byte[] json, bool compress)
    {
        _hash = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16));
        (string, byte[], string) plain = (Identity, json, $"\"{_hash}\"");
        _forms = compress
            ?
            [
                ("br", Compress(json, target => new BrotliStream(target, CompressionLevel.Optimal)), $"\"{_hash}-br\""),
                ("gzip", Compress(json, target => new GZipStream(target, CompressionLevel.Optimal)), $"\"{_hash}-gzip\""),
                plain,
            ]
            : [plain];
    }

    public Task SendAsync(HttpContext context)
    {
        var (coding, bytes, tag) = Choose(context.Request.GetTypedHeaders().AcceptEncoding);
        var response = context.Response;
        response.Headers.CacheControl = "no-cache"; // to be kept, and asked for again before it is used
        response.Headers.ETag = tag;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(IsThis))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        if (coding != Identity)
        {
            response.Headers.ContentEncoding = coding;
        }

        return response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary>Whichever of its forms the client has: they say the same.</summary>
    private bool IsThis(EntityTagHeaderValue tag) =>
        tag.Tag == "*" || tag.Tag.StartsWith($"\"{_hash}", StringComparison.Ordinal);

    /// <summary>The smallest form that the client accepts. Without the header, and where it accepts none, the plain one.</summary>
    private (string Coding, byte[] Bytes, string Tag) Choose(IList<StringWithQualityHeaderValue> accepted) =>
        _forms.FirstOrDefault(form => QualityOf(form.Coding, accepted) > 0, _forms[^1]);

    private static double QualityOf(string coding, IList<StringWithQualityHeaderValue> accepted)
    {
        var named = accepted.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(value => value.Value == "*");
        return named is null ? 0 : named.Quality ?? 1;
    }

    private static byte[] Compress(byte[] json, Func<Stream, Stream> into)
    {
        using var target = new MemoryStream();
        using (var compressor = into(target))
        {
            compressor.Write(json);
        }

        return target.ToArray();
    }
}
