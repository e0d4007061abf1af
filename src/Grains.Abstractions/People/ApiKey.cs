namespace AiDevFramework.Grains.Abstractions.People;

/// <param name="Id">The part of the key that is no secret.</param>
/// <param name="Digest">SHA-256 of the whole key, as 64 hexadecimal digits. The key itself is nowhere.</param>
/// <param name="Scopes">Names with blanks between them.</param>
/// <param name="Revision">The number of the change that it was last written by: 1, 2, 3 … over all keys.</param>
[GenerateSerializer, Immutable, Alias("aidev.api-key")]
public sealed record ApiKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string Digest,
    [property: Id(2)] Guid OwnerId,
    [property: Id(3)] string Name,
    [property: Id(4)] string Scopes,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset? ExpiresAt,
    [property: Id(7)] DateTimeOffset? RevokedAt,
    [property: Id(8)] DateTimeOffset? LastUsedAt,
    [property: Id(9)] long Revision);
