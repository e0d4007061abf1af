using System.Text;
using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Gateway.Progress;

/// <summary>What a connection is sent: an event of the log, or a message that is not stored. One object for all connections.</summary>
/// <param name="Seq"><see langword="null"/> for what is not stored.</param>
/// <param name="Payload">JSON in UTF-8, the same bytes on every transport.</param>
internal sealed record FeedMessage(long? Seq, string Type, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The type of <see cref="Gone"/>.</summary>
    public const string GoneType = "gone";

    /// <summary>The project that it is about; <see langword="null"/> for a pong.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>Whether no event of the project can follow.</summary>
    public bool EndsProject => Type is EventTypes.WorkflowCompleted or EventTypes.WorkflowCancelled;

    public ReadOnlySpan<byte> Span => Payload.Span;

    public string Text => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>Says that the project was deleted, where others are followed over the same connection.</summary>
    public static FeedMessage Gone(Guid projectId) => new(Seq: null, GoneType, default) { ProjectId = projectId };

    public static FeedMessage Of(ProgressEvent item) => new(item.Seq, item.Type, item.Payload.Memory) { ProjectId = item.ProjectId };

    public static FeedMessage Of(ProgressUpdate update) => new(Seq: null, EventTypes.PhaseProgress, update.Payload.Memory)
    {
        ProjectId = update.ProjectId,
    };
}
