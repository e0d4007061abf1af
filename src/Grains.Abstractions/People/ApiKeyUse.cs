namespace AiDevFramework.Grains.Abstractions.People;

/// <summary>When a key was used. It is stored where the use stored before is a minute old or more.</summary>
[GenerateSerializer, Immutable, Alias("aidev.api-key-use")]
public sealed record ApiKeyUse(
    [property: Id(0)] string KeyId,
    [property: Id(1)] DateTimeOffset At);
