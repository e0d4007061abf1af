namespace AiDevFramework.Gateway.Progress;

/// <summary>A client no longer reads. A type of its own, so that nobody mistakes it for a read of the log that timed out.</summary>
internal sealed class ClientStalledException(Exception cause) : Exception("The client takes nothing.", cause);
