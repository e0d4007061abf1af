namespace AiDevFramework.Hosting.Clustering.Tls;

/// <summary>Whether the processes of a cluster speak TLS to each other.</summary>
public enum TlsMode
{
    Off = 0,

    /// <summary>TLS with whoever speaks it, else without: for the time in which the processes of a cluster are changed one by one.</summary>
    Optional = 1,

    /// <summary>TLS or nothing.</summary>
    Required = 2,
}
