namespace AiDevFramework.Grains.Attempts;

/// <summary>An attempt that a worker wants to make and that is not stored yet.</summary>
internal sealed class AttemptWish(AttemptPlan plan)
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AttemptPlan Plan => plan;

    /// <summary>Completes when the attempt is stored, and fails where it may not be made.</summary>
    public Task Answer => _answer.Task;

    public void Grant() => _answer.TrySetResult();

    public void Refuse(Exception reason) => _answer.TrySetException(reason);
}
