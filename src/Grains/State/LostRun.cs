namespace AiDevFramework.Grains.State;

/// <summary>A run that nobody drives.</summary>
/// <param name="Owner">Who drove it last. Where the row has another owner by now, somebody has it already.</param>
internal readonly record struct LostRun(Guid ProjectId, string Owner);
