namespace AiDevFramework.Grains.Abstractions.Progress;

/// <summary>A stored event of a project.</summary>
/// <param name="Seq">1, 2, 3 … per project, no holes.</param>
/// <param name="Payload">The whole event as every client receives it, byte for byte: a JSON object with <c>type</c>,
/// <c>seq</c> and <c>timestamp</c>.</param>
[GenerateSerializer, Immutable, Alias("aidev.progress-event")]
public sealed record ProgressEvent(
    [property: Id(0)] Guid ProjectId,
    [property: Id(1)] long Seq,
    [property: Id(2)] string Type,
    [property: Id(3)] Utf8Text Payload,
    [property: Id(4)] DateTimeOffset CreatedAt);
