namespace AiDevFramework.Hosting.Connections;

/// <summary>Who gets a place, and whose is taken away. Pure.</summary>
internal static class ConnectionRules
{
    public static ConnectionVerdict Judge(ConnectionLimits limits, ConnectionCensus census, Newcomer newcomer)
    {
        var closed = newcomer.IsLoopback ? 0 : limits.ForLoopback;
        if (newcomer.CountsByAddress && census.OfAddress >= limits.PerAddress)
        {
            return ConnectionVerdict.TooManyOfAddress;
        }

        if (census.Total < limits.Max - closed && census.Strangers < limits.Max - limits.ForKnown - closed)
        {
            return ConnectionVerdict.Admitted;
        }

        // Whoever is on this machine pushes a stranger out. Those that are closing are gone in a moment, and still have their files.
        return newcomer.IsLoopback && census.LoopbackStrangers > 0 && census.Total < limits.Max + limits.ForLoopback
            ? ConnectionVerdict.InPlaceOfOldestOnLoopback
            : ConnectionVerdict.Full;
    }

    /// <param name="open">Connections that are not closing already.</param>
    public static bool IsCrowded(ConnectionLimits limits, int open) => open >= limits.Crowded;

    /// <param name="silence">Since the last byte of a connection that never carried an authenticated request.</param>
    public static bool MayClose(TimeSpan silence) => silence >= ConnectionLimits.Patience;
}

/// <summary>The connections that have a place when another one comes.</summary>
/// <param name="Total">All, closing ones included.</param>
/// <param name="Strangers">Those that never carried an authenticated request and are not closing.</param>
/// <param name="LoopbackStrangers">Those of the strangers that are on this machine.</param>
/// <param name="OfAddress">Those of the newcomer's address.</param>
internal readonly record struct ConnectionCensus(int Total, int Strangers, int LoopbackStrangers, int OfAddress);

/// <param name="CountsByAddress">Not so for loopback and for trusted proxies, behind which many clients are.</param>
internal readonly record struct Newcomer(bool IsLoopback, bool CountsByAddress);

internal enum ConnectionVerdict
{
    Admitted = 0,

    /// <summary>Admitted once the oldest stranger on loopback was told to go.</summary>
    InPlaceOfOldestOnLoopback = 1,
    Full = 2,
    TooManyOfAddress = 3,
}
