namespace AiDevFramework.Llm;

/// <summary>What a model call waits for.</summary>
internal enum LiveWaitReason
{
    /// <summary>Calls of other runs: this silo makes as many as it may.</summary>
    Queue,

    /// <summary>Calls of other runs: the cluster makes as many calls of this model as it may.</summary>
    ModelLimit,

    /// <summary>The provider asked for a pause.</summary>
    RetryAfter,

    /// <summary>The call failed and is tried again.</summary>
    Retry,

    /// <summary>The provider fails too often: one call tries it, the others wait for what comes of it.</summary>
    ProviderUnavailable,
}
