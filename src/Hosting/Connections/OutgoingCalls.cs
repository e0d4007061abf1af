namespace AiDevFramework.Hosting.Connections;

/// <summary>How many connections the process may have open to model providers. Registered where it asks any.</summary>
public sealed record OutgoingCalls(int Most);
