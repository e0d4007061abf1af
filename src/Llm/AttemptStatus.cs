namespace AiDevFramework.Llm;

/// <summary>What is known of an attempt. Numbers are not stored; the names are.</summary>
internal enum AttemptStatus
{
    /// <summary>About to be sent, or under way.</summary>
    Open,

    /// <summary>An answer came, a cut one included.</summary>
    Answered,

    /// <summary>No usable answer came, and what it cost is known.</summary>
    Failed,

    /// <summary>What it cost is not known: budgets count its reserved price until the provider tells.</summary>
    Unknown,

    /// <summary>Called off, and what it cost is known.</summary>
    Cancelled,
}
