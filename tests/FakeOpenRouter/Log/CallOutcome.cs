namespace AiDevFramework.FakeOpenRouter.Log;

/// <summary>How a call ended, as the fake saw it.</summary>
public enum CallOutcome
{
    InProgress,

    /// <summary>Everything was sent, a finish reason included (<c>length</c> and <c>content_filter</c> too).</summary>
    Completed,

    /// <summary>The fake ended the answer on purpose without a finish reason.</summary>
    Cut,

    /// <summary>The client left before the end.</summary>
    ClientGone,

    /// <summary>An error status, an error chunk or an error body was sent.</summary>
    Error,
}
