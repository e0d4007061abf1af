using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Api;

/// <summary>
/// Reads a JSON object from a request with nothing left to guess: one object, each name once, valid UTF-8, no byte order
/// mark, finite numbers. Whatever is wrong becomes a problem that says so, never an exception.
/// </summary>
internal static class RequestBody
{
    /// <summary>5000 characters of <c>idea</c>, each written as two <c>\uXXXX</c>, take 60,000.</summary>
    public const int LimitBytes = 64 * 1024;

    /// <summary>What the server reads and throws away after refusing, so that the client gets to see the refusal.</summary>
    public const int DrainLimitBytes = 16 * LimitBytes;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <returns>Either the document, for the caller to dispose, or the problem to answer with.</returns>
    public static async Task<(JsonDocument? Document, ProblemHttpResult? Problem)> ReadObjectAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsJson(request))
        {
            return (null, Problems.NotJson());
        }

        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            return (null, Problems.CompressedBody(request.HttpContext));
        }

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
                    return Parse(body);
                }

                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException exception)
        {
            return (null, exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Problems.BodyTooLarge(LimitBytes)
                : Problems.OfStatus(exception.StatusCode));
        }
    }

    private static (JsonDocument? Document, ProblemHttpResult? Problem) Parse(byte[] body)
    {
        if (body.Length == 0)
        {
            return (null, Problems.BadBody("The body is empty."));
        }

        if (body.AsSpan().StartsWith("\uFEFF"u8))
        {
            return (null, Problems.BadBody("The body starts with a byte order mark; JSON is sent without one."));
        }

        if (!Utf8.IsValid(body))
        {
            return (null, Problems.BadBody("The body is not valid UTF-8."));
        }

        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(body, _strict);
            var complaint = document.RootElement.ValueKind is not JsonValueKind.Object
                ? $"The body is {Name(document.RootElement.ValueKind)}, expected an object."
                : !IsFinite(document.RootElement) ? "A number in the body is too large for any reader." : null;
            if (complaint is null)
            {
                return (document, null);
            }

            document.Dispose();
            return (null, Problems.BadBody(complaint));
        }
        catch (JsonException exception)
        {
            return (null, Problems.BadBody(exception.LineNumber is { } line
                ? $"The body is not valid JSON at line {line + 1}, byte {exception.BytePositionInLine + 1}."
                : "The body is not valid JSON: a name appears twice in one object."));
        }
        catch (InvalidOperationException) // names with half a surrogate pair
        {
            document?.Dispose();
            return (null, Problems.BadBody("A name in the body is not valid Unicode."));
        }
    }

    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType()
        && (request.GetTypedHeaders().ContentType?.Charset is not { HasValue: true } charset
            || charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

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
