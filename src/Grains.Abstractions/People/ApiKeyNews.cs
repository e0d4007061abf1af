namespace AiDevFramework.Grains.Abstractions.People;

/// <param name="Changed">Keys that were made or revoked, oldest change first; at most <see cref="Most"/>.</param>
/// <param name="Latest">The revision to ask with next.</param>
[GenerateSerializer, Immutable, Alias("aidev.api-key-news")]
public sealed record ApiKeyNews(
    [property: Id(0)] IReadOnlyList<ApiKey> Changed,
    [property: Id(1)] long Latest)
{
    /// <summary>Changes in one answer. Where there are as many, there may be more.</summary>
    public const int Most = 1000;
}
