namespace AiDevFramework.Grains.Attempts;

/// <summary>The attempt that a transition opens does not fit into what its user may spend today; nothing was stored.</summary>
internal sealed class BudgetReachedException() : Exception("The user's budget of the day does not allow the attempt.");
