using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Progress;

/// <summary>A model call that waits before it is sent. Its project says so again and again to those who watch, until it is disposed.</summary>
/// <param name="until">When the wait is over; <see langword="null"/> where that depends on others.</param>
internal sealed class LiveWait(StepRequest request, LiveWaitReason reason, DateTimeOffset? until) : IDisposable
{
    public LiveProject? Project { get; set; }

    public void Dispose() => Project?.End(this);

    public Utf8Text PayloadAt(DateTimeOffset now) =>
        EventPayload.PhaseWaiting(request.Step, request.CallNumber, reason, until is { } end ? SecondsTo(end - now) : null, now);

    private static int SecondsTo(TimeSpan left) => (int)Math.Ceiling(Math.Max(0, left.TotalSeconds));
}
