namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>Something that stops on its way until the test lets it go on.</summary>
internal sealed class HeldCall
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task.WaitAsync(ProjectCluster.Deadline);

    /// <summary>Completes when the cancellation of the caller arrived here.</summary>
    public Task Cancelled => _cancelled.Task.WaitAsync(ProjectCluster.Deadline);

    public void Release() => _released.TrySetResult();

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        try
        {
            await _released.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
    }
}
