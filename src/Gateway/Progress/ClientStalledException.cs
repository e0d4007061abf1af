namespace AiDevFramework.Gateway.Progress;

/// <summary>A client takes nothing. Not to be taken for a read of the log that was not answered in time.</summary>
internal sealed class ClientStalledException(Exception cause) : Exception("The client takes nothing.", cause);
