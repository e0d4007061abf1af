namespace AiDevFramework.Llm;

/// <summary>Why a model call gave nothing usable. <see cref="FailureRules"/> says what follows from each.</summary>
internal enum ChatFailure
{
    BadRequest,
    PromptTooLong,
    KeyRefused,
    NoCredit,
    Forbidden,
    ModelNotFound,

    /// <summary>Nothing at the address speaks the protocol: a page for people, or a route that is not there.</summary>
    WrongAddress,
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

    /// <summary>The answer is to a part of the prompt: the server cut the rest in silence.</summary>
    PromptCut,
}
