namespace AiDevFramework.FakeOpenRouter.Replay;

/// <summary>How the connection ends after a recorded answer.</summary>
public enum RecordingEnd
{
    /// <summary>The body is complete by its length.</summary>
    Whole,

    /// <summary>The body has no length, and the connection is closed behind it in good order.</summary>
    Closed,

    /// <summary>The connection is closed before the body is complete; all its bytes arrive.</summary>
    Broken,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nothing comes any more until the client leaves or the call is released; then the connection is closed.</summary>
    Silent,
}
