namespace AiDevFramework.Grains.Llm;

/// <summary>Why a model call gave nothing usable. <see cref="FailureRules"/> says what follows from each.</summary>
internal enum ChatFailure
{
    BadRequest,
    PromptTooLong,
    KeyRefused,
    NoCredit,
    Forbidden,
    ModelNotFound,
    RateLimited,

    /// <summary>The provider or the model took longer than the limits allow.</summary>
    TimedOut,
    Unavailable,
    Unreachable,
    Redirected,

    /// <summary>The answer ended before the model said that it was done.</summary>
    Interrupted,

    /// <summary>What came is not the protocol.</summary>
    Malformed,
    TooLarge,
    Empty,

    /// <summary>The model thought, and its allowance of tokens was spent before it answered.</summary>
    OnlyReasoning,

    /// <summary>The model or a filter in front of it declined.</summary>
    Refused,
}
