namespace AiDevFramework.Gateway.Progress;

/// <summary>The project was deleted while somebody followed it.</summary>
internal sealed class ProjectGoneException() : Exception(Reason)
{
    /// <summary>For WebSocket: a private number that reads like the 404 of every later request.</summary>
    public const int Code = 4404;

    public const string Reason = "The project was deleted.";
}
