namespace AiDevFramework.Grains.State;

/// <summary>What became of a transition.</summary>
internal enum CommitResult
{
    Committed,

    /// <summary>The row has moved past the expected version: nothing was changed.</summary>
    Stale,

    /// <summary>The attempt that the transition reserves does not fit into what its user may spend today: nothing was changed.</summary>
    OverBudget,
}
