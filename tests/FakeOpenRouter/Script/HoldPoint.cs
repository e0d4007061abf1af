namespace AiDevFramework.FakeOpenRouter.Script;

/// <summary>Where a held call waits until it is released.</summary>
public enum HoldPoint
{
    None,

    /// <summary>Before the status line: the request was received, nothing was answered.</summary>
    BeforeAnswer,

    /// <summary>After half of the text.</summary>
    MidAnswer,

    /// <summary>After all of the text, before the finish reason and the usage.</summary>
    BeforeFinish,
}
