namespace AiDevFramework.Grains.Abstractions.Progress;

/// <summary>
/// The Orleans streams that carry events from silos to gateways: hints that may be lost, the event table being the truth.
/// Provider name, queue count and shard count must be the same in every process.
/// </summary>
public static class ProgressStreams
{
    public const string Provider = "progress";

    public const string Namespace = "progress";

    /// <summary>Streams; a project's events all travel on one. Every gateway subscribes to all of them.</summary>
    public const int Shards = 32;

    /// <summary>Memory stream queues, each polled by one silo.</summary>
    public const int Queues = 8;

    public static StreamId IdOf(int shard) => StreamId.Create(Namespace, shard.ToString("D2", null));

    public static int ShardOf(Guid projectId) => Shard.Of(projectId, Shards);
}

/// <summary>Events of one or more projects of a shard, in order per project.</summary>
/// <param name="Probe">Set in a batch without events by which a gateway tests its own subscription; others ignore it.</param>
/// <param name="Updates">Text that is being written; not stored, and nobody asks for what is lost of it.</param>
[GenerateSerializer, Immutable, Alias("aidev.progress-batch")]
public sealed record ProgressBatch(
    [property: Id(0)] IReadOnlyList<ProgressEvent> Events, [property: Id(1)] string? Probe = null,
    [property: Id(2)] IReadOnlyList<ProgressUpdate>? Updates = null);

/// <param name="Payload">The whole <c>phase_progress</c> event as clients receive it.</param>
[GenerateSerializer, Immutable, Alias("aidev.progress-update")]
public sealed record ProgressUpdate(
    [property: Id(0)] Guid ProjectId,
    [property: Id(1)] Utf8Text Payload);
