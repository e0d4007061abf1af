using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Tests.Projects;

/// <param name="Which">The commits it is meant for.</param>
/// <param name="Held">Where such a commit waits before anything else, or <see langword="null"/>.</param>
internal sealed record CommitFault(Func<Transition, bool> Which, CommitFaultKind Kind, HeldCall? Held = null);

internal enum CommitFaultKind
{
    None,

    /// <summary>Nothing is stored, and the caller hears that the database is away.</summary>
    AwayBefore,

    /// <summary>All is stored, and the caller hears that the database is away.</summary>
    AnswerLost,

    /// <summary>The caller hears that the database is away, and <see cref="MemoryProjectStore.Land"/> carries it out later.</summary>
    Delayed,

    /// <summary>The user may not spend today what the transition reserves; nothing is stored.</summary>
    OverBudget,

    /// <summary>The database refuses the rows; no repetition helps.</summary>
    Violation,
}
