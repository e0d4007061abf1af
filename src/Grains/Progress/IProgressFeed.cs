using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Grains.Progress;

/// <summary>Tells the gateways what happens. A hint, not a promise: the event table is the truth, and text is nowhere to be had again.</summary>
internal interface IProgressFeed
{
    /// <summary>Takes events of one project that are committed already; returns at once and never fails.</summary>
    void Publish(IReadOnlyList<ProgressEvent> events);

    /// <summary>Passes pieces of text on, of any projects.</summary>
    Task PublishTextAsync(IReadOnlyList<ProgressUpdate> updates);
}
