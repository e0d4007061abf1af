using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.Keys;

/// <summary><c>/keys</c>: what users are let in with.</summary>
internal static class KeyEndpoints
{
    public static IHostApplicationBuilder AddKeys(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<KeyDesk>();
        builder.Services.AddHostedService<KeyWatch>();
        return builder;
    }

    public static IEndpointRouteBuilder MapKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/keys").WithTags("People").Demand(Scopes.Keys);
        group.MapPost("", CreateAsync).WithMetadata(RatePolicy.CreateKey)
            .WithName("createKey").WithSummary("Make a key for a user")
            .WithDescription("A key is sent as the admin token is, `Authorization: Bearer aidev_…`. It sees the projects of its user alone, and does what its scopes allow. It is shown once: what is stored is its SHA-256.")
            .WithProblem(StatusCodes.Status403Forbidden, "The token lacks the scope keys, or one that the new key is to have; or the user is another.")
            .WithProblem(StatusCodes.Status409Conflict, "The user has as many keys as one may.")
            .WithRequestExample("""
                {
                  "name": "build server",
                  "scopes": ["plans:read", "plans:write"],
                  "user_id": "550e8400-e29b-41d4-a716-446655440000",
                  "expires_in_days": 90
                }
                """)
            .WithExample("""
                {
                  "key": "aidev_0123456789abcdef_000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f_00000000",
                  "id": "0123456789abcdef",
                  "name": "build server",
                  "user_id": "550e8400-e29b-41d4-a716-446655440000",
                  "scopes": ["plans:read", "plans:write"],
                  "created_at": "2025-11-09T12:00:00.000Z",
                  "expires_at": "2026-02-07T12:00:00.000Z"
                }
                """);
        group.MapGet("", ListAsync).WithMetadata(RatePolicy.GetKeys)
            .WithName("getKeys").WithSummary("Get the keys that are not revoked")
            .WithDescription("One's own, newest first; with the admin token everybody's.")
            .WithParameter("cursor", "The `next_cursor` of the page before. Default: from the newest on.", new OpenApiSchema { Type = JsonSchemaType.String }, "0123456789abcdef")
            .WithParameter("limit", "How many keys to answer at the most. Default: 100.", PageSize.Schema(), PageSize.Usual)
            .WithProblem(StatusCodes.Status400BadRequest, "limit or cursor is not valid.")
            .WithExample("""
                {
                  "keys": [
                    {
                      "id": "0123456789abcdef",
                      "name": "build server",
                      "user_id": "550e8400-e29b-41d4-a716-446655440000",
                      "scopes": ["plans:read", "plans:write"],
                      "created_at": "2025-11-09T12:00:00.000Z",
                      "expires_at": "2026-02-07T12:00:00.000Z",
                      "last_used_at": "2025-11-09T12:05:00.000Z"
                    }
                  ]
                }
                """);
        group.MapDelete("/{key_id}", RevokeAsync).WithMetadata(RatePolicy.RevokeKey)
            .WithName("revokeKey").WithSummary("Revoke a key")
            .WithDescription("It opens nothing from now on, on other gateways within two seconds; connections that it opened are closed with 4401.")
            .WithParameter("key_id", "The key, as making it answered.", new OpenApiSchema { Type = JsonSchemaType.String }, "0123456789abcdef")
            .WithProblem(StatusCodes.Status404NotFound, "There is no such key.");
        return routes;
    }

    private static async Task<Results<Created<CreatedKeyResponse>, ProblemHttpResult>> CreateAsync(
        Body<CreateKeyRequest> body, Caller caller, KeyDesk desk, CancellationToken cancellationToken)
    {
        var (text, key, refusal) = await desk.MakeAsync(caller, body.Value, cancellationToken);
        return key is null ? refusal! : TypedResults.Created((string?)null, CreatedKeyResponse.Of(text!, key));
    }

    private static async Task<Results<Ok<KeysResponse>, ProblemHttpResult>> ListAsync(
        string? cursor, string? limit, Caller caller, KeyDesk desk, CancellationToken cancellationToken)
    {
        if (PageSize.Read(limit) is not { } count)
        {
            return Problems.InvalidLimit(PageSize.Most);
        }

        if (cursor is not null && !KeyText.IsId(cursor))
        {
            return Problems.InvalidKeyCursor();
        }

        var keys = await desk.ListAsync(caller, cursor, count, cancellationToken);
        return TypedResults.Ok(new KeysResponse([.. keys.Select(KeyResponse.Of)], keys.Count == count ? keys[^1].Id : null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        [FromRoute(Name = "key_id")] string keyId, Caller caller, KeyDesk desk, CancellationToken cancellationToken) =>
        KeyText.IsId(keyId) && await desk.RevokeAsync(caller, keyId, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.KeyNotFound();
}
