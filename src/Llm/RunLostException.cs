namespace AiDevFramework.Llm;

/// <summary>The run that a call belongs to is not this silo's, or not this grain's, any more: what it was about to do, others do. No
/// failure of the run's.</summary>
internal class RunLostException(string message, Exception? innerException = null) : OperationCanceledException(message, innerException);
