using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Grains.Progress;

/// <summary>Announces stored events to the gateways. A hint, not a promise: the event table is the truth.</summary>
internal interface IProgressFeed
{
    /// <summary>Takes events of one project that are committed already; returns at once and never fails.</summary>
    void Publish(IReadOnlyList<ProgressEvent> events);
}
