namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>How a client of the benchmark follows its projects.</summary>
internal enum Feed
{
    /// <summary>A new connection for each project.</summary>
    WebSocket,

    /// <summary>Server-sent events, on connections that are used again.</summary>
    Sse,
}
