using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>What is written of attempts besides transitions: nothing that a run depends on. Replaced in tests of the rest.</summary>
internal interface IAttemptStore
{
    /// <summary>Keeps the provider's ids of calls that are under way, so that a crash does not lose them.</summary>
    Task NoteAsync(IReadOnlyCollection<(Guid AttemptId, string GenerationId)> notes, CancellationToken cancellationToken);

    /// <summary>Gives back what an attempt of this silo reserved and did not send, whatever became of its run: also where another silo took
    /// it for lost.</summary>
    Task RefundAsync(Guid attemptId, CancellationToken cancellationToken);

    /// <summary>Attempts of unknown cost that are due. Silos that ask at once get different ones. A claimed attempt is due again after a
    /// growing pause, until it is given up.</summary>
    Task<IReadOnlyList<UnknownAttempt>> ClaimUnknownAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Stores what an attempt of unknown cost came to, in its row and in the budget that counted it at its reserved price.</summary>
    Task SettleAsync(UnknownAttempt attempt, GenerationCost cost, CancellationToken cancellationToken);
}
