namespace AiDevFramework.Web.NewIdea;

/// <summary>What became of the last try to send the form.</summary>
public enum IdeaNotice
{
    None = 0,

    /// <summary>The session is over: sign in elsewhere, and send it again.</summary>
    SessionEnded = 1,

    /// <summary>The database or the cluster is away: send it again.</summary>
    Unavailable = 2,

    /// <summary>The person's key does not allow it.</summary>
    NotAllowed = 3,
}
