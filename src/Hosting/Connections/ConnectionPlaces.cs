using System.Net;
using Microsoft.AspNetCore.Connections;

namespace AiDevFramework.Hosting.Connections;

/// <summary>
/// Counts connections from the moment they are accepted, before anything is known of who is there, and decides by
/// <see cref="ConnectionRules"/> which may stay.
/// </summary>
/// <param name="isProxy">Whether many clients are behind this address.</param>
internal sealed class ConnectionPlaces(ConnectionLimits limits, Func<IPAddress, bool> isProxy, TimeProvider clock)
{
    private static readonly KeyValuePair<string, object?> _stranger = new("caller", "stranger");
    private static readonly KeyValuePair<string, object?> _knownCaller = new("caller", "known");

    private readonly Lock _lock = new();
    private readonly LinkedList<ConnectionPlace> _strangers = [];
    private readonly Dictionary<IPAddress, int> _ofAddress = [];
    private int _total;
    private int _closing;
    private int _loopbackStrangers;
    private long _refused;
    private long _closed;
    private int _peak;

    public ConnectionLimits Limits => limits;

    /// <returns>The connection with its place, or <see langword="null"/>: there is none for it.</returns>
    public ConnectionContext? TryEnter(ConnectionContext connection)
    {
        var address = ClientAddress.Plain((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        var loopback = IPAddress.IsLoopback(address);
        var who = new Newcomer(loopback, CountsByAddress: !loopback && !isProxy(address));
        var place = new ConnectionPlace(this, connection, ClientAddress.SiteOf(address), who, clock);
        ConnectionPlace? pushedOut = null;
        lock (_lock)
        {
            var census = new ConnectionCensus(_total, _strangers.Count, _loopbackStrangers, _ofAddress.GetValueOrDefault(place.Site));
            var verdict = ConnectionRules.Judge(limits, census, who);
            if (verdict is ConnectionVerdict.Full or ConnectionVerdict.TooManyOfAddress)
            {
                _refused++;
                CountRefusal(verdict is ConnectionVerdict.Full ? "full" : "address");
                return null;
            }

            if (verdict is ConnectionVerdict.InPlaceOfOldestOnLoopback)
            {
                pushedOut = _strangers.First(stranger => stranger.Who.IsLoopback);
                BeginClosing(pushedOut);
            }

            Count(place);
        }

        pushedOut?.Close();
        return new PlacedConnection(connection, place);
    }

    /// <summary>The connection's files are closed.</summary>
    public void Leave(ConnectionPlace place)
    {
        lock (_lock)
        {
            if (place.Node.List is not null)
            {
                RemoveStranger(place);
            }
            else if (place.IsClosing)
            {
                _closing--;
            }
            else
            {
                ConnectionInstruments.HttpConnections.Add(-1, _knownCaller);
            }

            _total--;
            Add(place, -1);
        }
    }

    /// <summary>The connection carried an authenticated request. Too late for one that is closing.</summary>
    public void Recognize(ConnectionPlace place)
    {
        lock (_lock)
        {
            if (place.Node.List is not null)
            {
                RemoveStranger(place);
                ConnectionInstruments.HttpConnections.Add(1, _knownCaller);
            }
        }
    }

    /// <summary>Where many places are taken, closes strangers that are silent, oldest first, until there is room again.</summary>
    public void CloseSilent()
    {
        List<ConnectionPlace> silent = [];
        lock (_lock)
        {
            for (var node = _strangers.First; node is not null && ConnectionRules.IsCrowded(limits, _total - _closing);)
            {
                (var place, node) = (node.Value, node.Next);
                if (ConnectionRules.MayClose(place.Silence))
                {
                    BeginClosing(place);
                    silent.Add(place);
                }
            }
        }

        silent.ForEach(place => place.Close());
    }

    /// <returns>What happened since the last call.</returns>
    public ConnectionReport Report()
    {
        lock (_lock)
        {
            var report = new ConnectionReport(_total, _peak, _refused, _closed);
            (_peak, _refused, _closed) = (_total - _closing, 0, 0);
            return report;
        }
    }

    private void Count(ConnectionPlace place)
    {
        _total++;
        _peak = Math.Max(_peak, _total - _closing);
        _strangers.AddLast(place.Node);
        _loopbackStrangers += place.Who.IsLoopback ? 1 : 0;
        Add(place, 1);
        ConnectionInstruments.HttpConnections.Add(1, _stranger);
    }

    private void BeginClosing(ConnectionPlace place)
    {
        RemoveStranger(place);
        place.IsClosing = true;
        _closing++;
        _closed++;
        CountRefusal("silent");
    }

    private void RemoveStranger(ConnectionPlace place)
    {
        _strangers.Remove(place.Node);
        _loopbackStrangers -= place.Who.IsLoopback ? 1 : 0;
        ConnectionInstruments.HttpConnections.Add(-1, _stranger);
    }

    private static void CountRefusal(string reason) =>
        ConnectionInstruments.HttpConnectionsRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    private void Add(ConnectionPlace place, int change)
    {
        if (!place.Who.CountsByAddress)
        {
            return;
        }

        var count = _ofAddress.GetValueOrDefault(place.Site) + change;
        if (count > 0)
        {
            _ofAddress[place.Site] = count;
        }
        else
        {
            _ofAddress.Remove(place.Site);
        }
    }
}

/// <param name="Open">Connections now, closing ones included.</param>
/// <param name="Peak">The most at once in the meantime, without those that were closing.</param>
/// <param name="Refused">Accepted and closed at once.</param>
/// <param name="Closed">Strangers that had to go for others.</param>
internal readonly record struct ConnectionReport(int Open, int Peak, long Refused, long Closed);
