namespace AiDevFramework.Llm;

/// <summary>Reserves the attempts at model calls before they are sent, so that no money is spent unseen.</summary>
internal interface IAttemptLedger
{
    /// <summary>Asked before each attempt is sent. The first attempt at a call is stored already, where it asks the model of its step: it costs no
    /// commit. Not called off once it is begun; what it stored is settled as not sent.</summary>
    /// <param name="question">What is asked, with the model and the completion limit of this attempt.</param>
    /// <exception cref="OperationCanceledException">Another silo drives the run by now, or nobody waits for it: nothing may be sent.</exception>
    ValueTask<Reservation> ReserveAsync(ModelQuestion question);
}

/// <summary>An attempt that is stored and may be sent. Settled exactly once, whatever becomes of it.</summary>
internal interface IAttempt
{
    /// <summary>The provider's id of the call, as soon as it is known; may be told again.</summary>
    void Identify(string generationId);

    void Settle(AttemptEnd end);
}
