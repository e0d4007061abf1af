using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.Progress;

/// <summary>A model call that waits before it is sent. Its project says so again and again to those who watch, until it is disposed.</summary>
/// <param name="until">When the wait is over; <see langword="null"/> where that depends on others.</param>
internal sealed class LiveWait(StepRequest request, LiveWaitReason reason, DateTimeOffset? until) : IDisposable
{
    public LiveProject? Project { get; set; }

    public void Dispose() => Project?.End(this);

    public string PayloadAt(DateTimeOffset now) =>
        EventPayload.PhaseWaiting(request.Step, request.CallNumber, reason, until is { } end ? SecondsTo(end - now) : null, now);

    private static int SecondsTo(TimeSpan left) => (int)Math.Ceiling(Math.Max(0, left.TotalSeconds));
}

/// <summary>What a model call waits for.</summary>
internal enum LiveWaitReason
{
    /// <summary>Calls of other runs: this silo makes as many as it may.</summary>
    Queue,

    /// <summary>Calls of other runs: the cluster makes as many calls of this model as it may.</summary>
    ModelLimit,

    /// <summary>The provider asked for a pause.</summary>
    RetryAfter,

    /// <summary>The call failed and is tried again.</summary>
    Retry,

    /// <summary>The provider fails too often: one call tries it, the others wait for what comes of it.</summary>
    ProviderUnavailable,
}
