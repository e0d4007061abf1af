namespace AiDevFramework.Llm;

/// <summary>This silo is no longer a member of its cluster.</summary>
internal sealed class VotedOutException() : RunLostException("This silo is no longer a member of its cluster.");
