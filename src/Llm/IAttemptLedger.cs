namespace AiDevFramework.Llm;

/// <summary>Writes the attempts at model calls down before they are sent, so that no money is spent unseen.</summary>
internal interface IAttemptLedger
{
    /// <summary>Called before each attempt is sent; when it returns, the attempt is stored. The first attempt of a call is stored
    /// already, where it asks the model of its step: it costs no commit.</summary>
    /// <param name="question">What is asked, with the model that this attempt asks.</param>
    /// <exception cref="OperationCanceledException">Another silo drives the run by now, or nobody waits for it: nothing may be sent.</exception>
    /// <exception cref="LlmException">The attempt does not fit into a budget: nothing may be sent.</exception>
    ValueTask<IAttempt> OpenAsync(ModelQuestion question, CancellationToken cancellationToken);
}

/// <summary>An attempt that is stored and may be sent. Closed exactly once, whatever becomes of it.</summary>
internal interface IAttempt
{
    /// <summary>The provider's id of the call, as soon as it is known; may be told again.</summary>
    void Identify(string generationId);

    void Close(AttemptEnd end);
}
