namespace AiDevFramework.Llm;

/// <summary>Asked right before a call that costs money.</summary>
internal interface ICallPermit
{
    /// <exception cref="OperationCanceledException">No call may be made from this process any more, or the caller gave up.</exception>
    Task ConfirmAsync(CancellationToken cancellationToken);
}
