using System.Text.Json;
using System.Text.Unicode;
using AiDevFramework.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Requests;

/// <summary>
/// Parses the bytes of a body with nothing left to guess: one object, each name once and none that is a slip of a known one, valid UTF-8,
/// finite numbers. Whatever is wrong becomes a problem that says so, never an exception.
/// </summary>
internal static class BodyParser
{
    private static readonly JsonDocumentOptions _lenient = new() { MaxDepth = 32 };

    private static readonly JsonDocumentOptions _strict = _lenient with { AllowDuplicateProperties = false };

    /// <returns>Either the document, for the caller to dispose, or the problem to answer with.</returns>
    public static (JsonDocument? Document, ProblemHttpResult? Problem) Parse(ReadOnlyMemory<byte> body, IReadOnlyList<string> known)
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
            var problem = Refuse(document.RootElement, known);
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
                : $"The body is not valid JSON: {RepeatedName(body, known)} appears twice in one object."));
        }
        catch (InvalidOperationException) // names with half a surrogate pair
        {
            document?.Dispose();
            return (null, Problems.BadBody("A name in the body is not valid Unicode."));
        }
    }

    private static ProblemHttpResult? Refuse(JsonElement body, IReadOnlyList<string> known)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            return Problems.BadBody($"The body is {KindName(body.ValueKind)}, expected an object.");
        }

        if (!IsFinite(body))
        {
            return Problems.BadBody("A number in the body is too large for any reader.");
        }

        return MemberNames.Slips(body, known) is { } slips ? Problems.Validation(slips) : null;
    }

    /// <summary>Names a known member that is there twice; the words of a client are not repeated.</summary>
    private static string RepeatedName(ReadOnlyMemory<byte> body, IReadOnlyList<string> known)
    {
        using var document = JsonDocument.Parse(body, _lenient);
        return document.RootElement.ValueKind is JsonValueKind.Object
            && known.FirstOrDefault(name => document.RootElement.EnumerateObject().Count(member => member.NameEquals(name)) > 1) is { } twice
                ? $"the member '{twice}'"
                : "a name";
    }

    private static bool IsFinite(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetDouble(out var number) && double.IsFinite(number),
        JsonValueKind.Object => element.EnumerateObject().All(property => IsFinite(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(IsFinite),
        _ => true,
    };

    private static string KindName(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
