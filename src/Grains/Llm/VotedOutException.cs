namespace AiDevFramework.Grains.Llm;

/// <summary>This silo is no longer a member of its cluster: what it was about to do, others do.</summary>
internal sealed class VotedOutException() : OperationCanceledException("This silo is no longer a member of its cluster.");
