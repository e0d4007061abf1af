using System.ComponentModel.DataAnnotations;

namespace AiDevFramework.Gateway.Progress;

/// <summary>How many may follow projects at once, over WebSocket, server-sent events and SignalR together.</summary>
public sealed class ProgressOptions
{
    /// <summary>Connections of this gateway, 1 to 1000000. Default: 20000, half a gigabyte where all are busy.</summary>
    [ConfigurationKeyName("PROGRESS_MAX_CONNECTIONS")]
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>Connections with one token, the admin token or a ticket, 1 to 1000000. Default: 1000.</summary>
    [ConfigurationKeyName("PROGRESS_MAX_CONNECTIONS_PER_TOKEN")]
    [Range(1, 1_000_000)]
    public int MaxPerToken { get; set; } = 1000;

    /// <summary>Connections from one address (of IPv6, one /64), 1 to 1000000. Default: 1000.</summary>
    [ConfigurationKeyName("PROGRESS_MAX_CONNECTIONS_PER_ADDRESS")]
    [Range(1, 1_000_000)]
    public int MaxPerAddress { get; set; } = 1000;

    /// <summary>Minutes without an event and without a message from the client after which a connection is closed, 1 to 10080.
    /// Default: 60.</summary>
    [ConfigurationKeyName("PROGRESS_IDLE_MINUTES")]
    [Range(1, 10_080)]
    public int IdleMinutes { get; set; } = 60;
}
