namespace AiDevFramework.Settings;

/// <summary>The process cannot start here. The message is for the person who starts it: it says what to do and holds no secret.</summary>
public sealed class StartException : Exception
{
    public StartException()
    {
    }

    public StartException(string message)
        : base(message)
    {
    }

    public StartException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
