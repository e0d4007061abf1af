using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Progress;

namespace AiDevFramework.ChaosSilo.Faults;

/// <summary>K7 to K9: a transition is stored, and the grain is about to tell of it or has done so. Signals strike at once; nothing
/// else can be ordered here.</summary>
internal sealed class FaultyFeed(IProgressFeed inner, FaultPoints faults) : IProgressFeed
{
    public void Publish(IReadOnlyList<ProgressEvent> events)
    {
        if (events is not [.., var last])
        {
            return;
        }

        _ = faults.ReachAsync(IsEnd(last) ? FaultPoint.LastCommitted : FaultPoint.Committed, last.ProjectId);
        inner.Publish(events);
        _ = faults.ReachAsync(FaultPoint.Published, last.ProjectId);
    }

    public Task PublishTextAsync(IReadOnlyList<ProgressUpdate> updates) => inner.PublishTextAsync(updates);

    private static bool IsEnd(ProgressEvent last) =>
        last.Type is EventTypes.WorkflowCompleted or EventTypes.WorkflowFailed or EventTypes.WorkflowCancelled;
}
