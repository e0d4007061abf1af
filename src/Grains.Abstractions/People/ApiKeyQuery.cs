namespace AiDevFramework.Grains.Abstractions.People;

/// <param name="OwnerId">Whose keys; <see langword="null"/>: everybody's.</param>
/// <param name="Before">The id of the last key of the page before; <see langword="null"/>: from the newest on.</param>
/// <param name="Limit">1 to 1000.</param>
[GenerateSerializer, Immutable, Alias("aidev.api-key-query")]
public sealed record ApiKeyQuery(
    [property: Id(0)] Guid? OwnerId,
    [property: Id(1)] string? Before,
    [property: Id(2)] int Limit);
