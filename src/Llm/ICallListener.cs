namespace AiDevFramework.Llm;

/// <summary>Hears what becomes of model calls while they are under way, for those who watch.</summary>
internal interface ICallListener
{
    /// <summary>Starts the text of one attempt; disposing of the result ends it.</summary>
    ICallText Begin(CallOrigin origin);

    /// <summary>Says that a call waits before it is sent; disposing of the result ends that.</summary>
    /// <param name="forAbout">How long the wait is expected to be; <see langword="null"/> where it depends on other calls.</param>
    IDisposable Wait(CallOrigin origin, LiveWaitReason reason, TimeSpan? forAbout);
}

/// <summary>The text of one attempt at a model call.</summary>
internal interface ICallText : IDisposable
{
    void Append(string text);

    /// <summary>The answer came to its own end.</summary>
    void Complete();
}
