namespace AiDevFramework.Llm;

/// <summary>What a finish reason says, in whoever's words.</summary>
internal enum FinishKind
{
    /// <summary>Nothing that is known: the text decides.</summary>
    Unknown,

    /// <summary>The model has said all.</summary>
    Finished,

    /// <summary>The answer reached the completion limit.</summary>
    Cut,

    /// <summary>The model or a filter declined.</summary>
    Refused,

    /// <summary>The model wants a tool, and none was offered.</summary>
    Tool,

    /// <summary>The server gave up.</summary>
    GivenUp,
}
