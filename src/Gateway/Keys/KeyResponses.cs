using System.ComponentModel;
using AiDevFramework.Grains.Abstractions.People;

namespace AiDevFramework.Gateway.Keys;

internal sealed record KeyResponse(
    [property: Description("Names the key, and is its second part; no secret.")] string Id,
    string Name,
    Guid UserId,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    [property: Description("From when on it opens nothing; left out where it does not expire.")] DateTimeOffset? ExpiresAt,
    [property: Description("To a minute; left out before the first use.")] DateTimeOffset? LastUsedAt)
{
    public static KeyResponse Of(ApiKey key) =>
        new(key.Id, key.Name, key.OwnerId, key.Scopes.Split(' '), key.CreatedAt, key.ExpiresAt, key.LastUsedAt);
}

internal sealed record CreatedKeyResponse(
    [property: Description("The key itself. It is shown this once and stored nowhere: keep it as you keep a password.")] string Key,
    string Id,
    string Name,
    Guid UserId,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    [property: Description("From when on it opens nothing; left out where it does not expire.")] DateTimeOffset? ExpiresAt)
{
    public static CreatedKeyResponse Of(string text, ApiKey key) =>
        new(text, key.Id, key.Name, key.OwnerId, key.Scopes.Split(' '), key.CreatedAt, key.ExpiresAt);
}

internal sealed record KeysResponse(
    [property: Description("Newest first; those that are revoked are left out.")] IReadOnlyList<KeyResponse> Keys,
    [property: Description("The cursor of the next page; left out on the last one.")] string? NextCursor);
