namespace AiDevFramework.Grains.Abstractions.People;

/// <inheritdoc cref="ApiKey"/>
[GenerateSerializer, Immutable, Alias("aidev.new-api-key")]
public sealed record NewApiKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string Digest,
    [property: Id(2)] Guid OwnerId,
    [property: Id(3)] string Name,
    [property: Id(4)] string Scopes,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset? ExpiresAt);
