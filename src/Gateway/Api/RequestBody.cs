using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Api;

/// <summary>
/// Reads a JSON object from a request with nothing left to guess: one object, each name once and none that is a slip of a known one,
/// valid UTF-8, finite numbers. Whatever is wrong becomes a problem that says so, never an exception.
/// </summary>
internal static class RequestBody
{
    /// <summary>5000 characters of <c>idea</c>, each written as two <c>\uXXXX</c>, take 60,000.</summary>
    public const int LimitBytes = 64 * 1024;

    /// <summary>What the server reads and throws away after refusing, so that the client gets to see the refusal.</summary>
    public const int DrainLimitBytes = 16 * LimitBytes;

    private static readonly JsonDocumentOptions _lenient = new() { MaxDepth = 32 };

    private static readonly JsonDocumentOptions _strict = _lenient with { AllowDuplicateProperties = false };

    /// <param name="known">Names of the members that the endpoint reads. Others are ignored, but not slips of these.</param>
    /// <returns>Either the document, for the caller to dispose, or the problem to answer with.</returns>
    public static async Task<(JsonDocument? Document, ProblemHttpResult? Problem)> ReadObjectAsync(
        HttpRequest request, IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        if (RefuseForm(request) is { } refusal)
        {
            return (null, refusal);
        }

        var (body, problem) = await ReadBytesAsync(request, cancellationToken);
        return body is null ? (null, problem) : Parse(body, known);
    }

    /// <summary>As <see cref="ReadObjectAsync"/>, for an endpoint that needs no body: none, or an empty one, gives neither a document nor
    /// a problem.</summary>
    public static async Task<(JsonDocument? Document, ProblemHttpResult? Problem)> ReadOptionalObjectAsync(
        HttpRequest request, IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        if (!CanHaveBody(request))
        {
            return (null, null);
        }

        var (body, problem) = await ReadBytesAsync(request, cancellationToken);
        return body is null or [] ? (null, problem)
            : RefuseForm(request) is { } refusal ? (null, refusal)
            : Parse(body, known);
    }

    /// <summary>Looks at the body of an endpoint that takes none. It is ignored where it is not JSON.</summary>
    /// <param name="elsewhere">Members of other endpoints that would be lost here, and where they belong.</param>
    /// <returns>The problem to answer with, or <see langword="null"/>.</returns>
    public static async Task<ProblemHttpResult?> CheckUnusedAsync(
        HttpRequest request, IReadOnlyDictionary<string, string> elsewhere, CancellationToken cancellationToken)
    {
        if (!CanHaveBody(request))
        {
            return null;
        }

        var (body, problem) = await ReadBytesAsync(request, cancellationToken);
        if (body is null or [] || RefuseForm(request) is not null)
        {
            return problem is { StatusCode: StatusCodes.Status413PayloadTooLarge } ? null : problem; // it is too large for nobody
        }

        var (document, wrong) = Parse(body, known: []);
        using (document)
        {
            return document is null ? wrong : Misplaced(document.RootElement, elsewhere);
        }
    }

    private static bool CanHaveBody(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };

    private static ProblemHttpResult? RefuseForm(HttpRequest request)
    {
        if (!IsJson(request))
        {
            return Problems.NotJson();
        }

        return request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity"
            ? Problems.CompressedBody(request.HttpContext)
            : null;
    }

    private static async Task<(byte[]? Body, ProblemHttpResult? Problem)> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > LimitBytes)
        {
            return (null, Problems.BodyTooLarge(LimitBytes));
        }

        RequestTime.Release(request.HttpContext);
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancellationToken);
                if (read.Buffer.Length > LimitBytes)
                {
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return (null, Problems.BodyTooLarge(LimitBytes));
                }

                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return (body, null);
                }

                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException exception)
        {
            return (null, exception.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => Problems.BodyTooLarge(LimitBytes),
                StatusCodes.Status400BadRequest => Problems.BrokenBody(),
                _ => Problems.OfStatus(request.HttpContext, exception.StatusCode),
            });
        }
        catch (IOException) // the server's word for a chunk whose length no number holds
        {
            return (null, Problems.BrokenBody());
        }
    }

    private static (JsonDocument? Document, ProblemHttpResult? Problem) Parse(ReadOnlyMemory<byte> body, IReadOnlyList<string> known)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
        {
            body = body["\uFEFF"u8.Length..]; // some editors and clients send a byte order mark; it says nothing
        }

        if (body.IsEmpty)
        {
            return (null, Problems.BadBody("The body is empty."));
        }

        if (!Utf8.IsValid(body.Span))
        {
            return (null, Problems.BadBody("The body is not valid UTF-8."));
        }

        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(body, _strict);
            var problem = document.RootElement.ValueKind is not JsonValueKind.Object
                ? Problems.BadBody($"The body is {Name(document.RootElement.ValueKind)}, expected an object.")
                : Refuse(document.RootElement, known);
            if (problem is null)
            {
                return (document, null);
            }

            document.Dispose();
            return (null, problem);
        }
        catch (JsonException exception)
        {
            return (null, Problems.BadBody(exception.LineNumber is { } line
                ? $"The body is not valid JSON at line {line + 1}, byte {exception.BytePositionInLine + 1}."
                : $"The body is not valid JSON: {Repeated(body, known)} appears twice in one object."));
        }
        catch (InvalidOperationException) // names with half a surrogate pair
        {
            document?.Dispose();
            return (null, Problems.BadBody("A name in the body is not valid Unicode."));
        }
    }

    private static ProblemHttpResult? Refuse(JsonElement body, IReadOnlyList<string> known)
    {
        if (!IsFinite(body))
        {
            return Problems.BadBody("A number in the body is too large for any reader.");
        }

        return MemberNames.Slips(body, known) is { } slips ? Problems.Validation(slips) : null;
    }

    private static ProblemHttpResult? Misplaced(JsonElement body, IReadOnlyDictionary<string, string> elsewhere)
    {
        var names = body.EnumerateObject().Where(member => member.Value.ValueKind is not JsonValueKind.Null).Select(member => member.Name).ToList();
        var errors = elsewhere.Where(member => names.Exists(name => name == member.Key || MemberNames.IsSlip(name, member.Key)))
            .ToDictionary(member => member.Key, string[] (member) => [$"{member.Key} is not taken here. {member.Value}"]);
        return errors.Count == 0 ? null : Problems.Validation(errors);
    }

    /// <summary>Names a known member that is there twice; the words of a client are not repeated.</summary>
    private static string Repeated(ReadOnlyMemory<byte> body, IReadOnlyList<string> known)
    {
        using var document = JsonDocument.Parse(body, _lenient);
        return document.RootElement.ValueKind is JsonValueKind.Object
            && known.FirstOrDefault(name => document.RootElement.EnumerateObject().Count(member => member.NameEquals(name)) > 1) is { } twice
                ? $"the member '{twice}'"
                : "a name";
    }

    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType()
        && (request.GetTypedHeaders().ContentType?.Charset is not { HasValue: true } charset || IsUtf8(charset.Value.Trim('"')));

    private static bool IsUtf8(string charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    private static bool IsFinite(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetDouble(out var number) && double.IsFinite(number),
        JsonValueKind.Object => element.EnumerateObject().All(property => IsFinite(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(IsFinite),
        _ => true,
    };

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
