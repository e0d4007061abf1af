namespace AiDevFramework.FakeOpenRouter.Script;

/// <summary>How an answer ends.</summary>
public enum Ending
{
    /// <summary>Finish reason, usage, <c>[DONE]</c>.</summary>
    Finish,

    /// <summary>An error chunk; without streaming an error body under status 200.</summary>
    Error,

    /// <summary>The body ends cleanly without a finish reason.</summary>
    Eof,

    /// <summary>The TCP connection is reset.</summary>
    Reset,

    /// <summary>Nothing comes any more until the client leaves or the call is released.</summary>
    Stall,
}
