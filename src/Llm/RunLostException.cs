namespace AiDevFramework.Llm;

/// <summary>Another silo or activation drives the run of this call now and goes on with it. The run has not failed.</summary>
internal class RunLostException(string message, Exception? innerException = null) : OperationCanceledException(message, innerException);
