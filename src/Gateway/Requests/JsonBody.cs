using System.Text.Json;
using AiDevFramework.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Requests;

/// <summary>Takes a JSON object from a request, or the problem to answer with; never an exception.</summary>
internal static class JsonBody
{
    /// <param name="known">Names of the members that the endpoint reads. Others are ignored, but not slips of these.</param>
    /// <returns>Either the document, for the caller to dispose, or the problem.</returns>
    public static async Task<(JsonDocument? Document, ProblemHttpResult? Problem)> ReadAsync(
        HttpRequest request, IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        if (RefuseForm(request) is { } refusal)
        {
            return (null, refusal);
        }

        var (body, problem) = await BodyBytes.ReadAsync(request, cancellationToken);
        return body is null ? (null, problem) : BodyParser.Parse(body, known);
    }

    /// <summary>As <see cref="ReadAsync"/>, for an endpoint that needs no body: none, or an empty one, gives neither a document nor a
    /// problem.</summary>
    public static async Task<(JsonDocument? Document, ProblemHttpResult? Problem)> ReadOptionalAsync(
        HttpRequest request, IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        if (!BodyBytes.CanExist(request))
        {
            return (null, null);
        }

        var (body, problem) = await BodyBytes.ReadAsync(request, cancellationToken);
        if (body is null or [])
        {
            return (null, problem);
        }

        return RefuseForm(request) is { } refusal ? (null, refusal) : BodyParser.Parse(body, known);
    }

    /// <summary>Looks at the body of an endpoint that takes none. It is ignored where it is not JSON.</summary>
    /// <param name="elsewhere">Members of other endpoints that would be lost here, and where they belong.</param>
    /// <returns>The problem, or <see langword="null"/>.</returns>
    public static async Task<ProblemHttpResult?> CheckUnusedAsync(
        HttpRequest request, IReadOnlyDictionary<string, string> elsewhere, CancellationToken cancellationToken)
    {
        if (!BodyBytes.CanExist(request))
        {
            return null;
        }

        var (body, problem) = await BodyBytes.ReadAsync(request, cancellationToken);
        if (body is null or [] || RefuseForm(request) is not null)
        {
            return problem is { StatusCode: StatusCodes.Status413PayloadTooLarge } ? null : problem; // it is too large for nobody
        }

        var (document, wrong) = BodyParser.Parse(body, known: []);
        using (document)
        {
            return document is null ? wrong : RefuseMisplaced(document.RootElement, elsewhere);
        }
    }

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

    private static ProblemHttpResult? RefuseMisplaced(JsonElement body, IReadOnlyDictionary<string, string> elsewhere)
    {
        var names = body.EnumerateObject().Where(member => member.Value.ValueKind is not JsonValueKind.Null).Select(member => member.Name).ToList();
        var errors = elsewhere.Where(member => names.Exists(name => name == member.Key || MemberNames.IsSlip(name, member.Key)))
            .ToDictionary(member => member.Key, string[] (member) => [$"{member.Key} is not taken here. {member.Value}"]);
        return errors.Count == 0 ? null : Problems.Validation(errors);
    }

    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType()
        && (request.GetTypedHeaders().ContentType?.Charset is not { HasValue: true } charset || IsUtf8(charset.Value.Trim('"')));

    private static bool IsUtf8(string charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);
}
