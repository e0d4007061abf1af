namespace AiDevFramework.Settings;

/// <summary>The database cannot be used as it is. The message is for the person who starts the process: it says what to do
/// and holds no password.</summary>
public sealed class DatabaseStartException : Exception
{
    public DatabaseStartException()
    {
    }

    public DatabaseStartException(string message)
        : base(message)
    {
    }

    public DatabaseStartException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
