namespace AiDevFramework.Plans.Views;

/// <summary>The chain of tasks that takes longest.</summary>
/// <param name="Days">Working days with the times that others need; absent where a task of the chain does not say how long it takes.</param>
public sealed record CriticalPath(IReadOnlyList<string> Tasks, decimal? Days);
