using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace AiDevFramework.Gateway.Api;

/// <summary>A file that does not change, with its compressed forms, sent as the client can take it or not at all where the client has it.</summary>
internal sealed class CodedFile
{
    private const string Identity = "identity";

    /// <summary>Made when somebody asks for the file: compressing takes as long as much of a start.</summary>
    private readonly Lazy<(string Coding, byte[] Bytes, string Tag)[]> _forms;

    private readonly string _contentType;
    private readonly string _hash;

    /// <param name="compress">Takes long, and is only worth it where the file is sent often.</param>
    public CodedFile(byte[] content, string contentType, bool compress)
    {
        _contentType = contentType;
        _hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
        (string, byte[], string) plain = (Identity, content, $"\"{_hash}\"");
        _forms = new(() => compress
            ?
            [
                ("br", Compress(content, target => new BrotliStream(target, CompressionLevel.Optimal)), $"\"{_hash}-br\""),
                ("gzip", Compress(content, target => new GZipStream(target, CompressionLevel.Optimal)), $"\"{_hash}-gzip\""),
                plain,
            ]
            : [plain]);
    }

    /// <param name="caching">The value of <c>Cache-Control</c>.</param>
    public Task SendAsync(HttpContext context, string caching)
    {
        var (coding, bytes, tag) = Choose(context.Request.GetTypedHeaders().AcceptEncoding);
        var response = context.Response;
        response.Headers.CacheControl = caching;
        response.Headers.ETag = tag;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(IsThis))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = _contentType;
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
        _forms.Value.FirstOrDefault(form => QualityOf(form.Coding, accepted) > 0, _forms.Value[^1]);

    private static double QualityOf(string coding, IList<StringWithQualityHeaderValue> accepted)
    {
        var named = accepted.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(value => value.Value == "*");
        return named is null ? 0 : named.Quality ?? 1;
    }

    private static byte[] Compress(byte[] content, Func<Stream, Stream> into)
    {
        using var target = new MemoryStream();
        using (var compressor = into(target))
        {
            compressor.Write(content);
        }

        return target.ToArray();
    }
}
