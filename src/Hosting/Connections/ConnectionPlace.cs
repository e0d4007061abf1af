using System.Net;
using Microsoft.AspNetCore.Connections;

namespace AiDevFramework.Hosting.Connections;

/// <summary>One open connection as <see cref="ConnectionPlaces"/> counts it; a feature of the connection and of its requests.</summary>
public sealed class ConnectionPlace
{
    private readonly ConnectionPlaces _places;
    private readonly ConnectionContext _connection;
    private readonly TimeProvider _clock;
    private long _lastByte;
    private int _left;
    private volatile bool _known;

    internal ConnectionPlace(ConnectionPlaces places, ConnectionContext connection, IPAddress site, Newcomer who, TimeProvider clock)
    {
        (_places, _connection, Site, Who, _clock) = (places, connection, site, who, clock);
        Node = new LinkedListNode<ConnectionPlace>(this);
        _lastByte = clock.GetTimestamp();
    }

    /// <summary>Whether it has carried an authenticated request.</summary>
    public bool IsKnown => _known;

    internal IPAddress Site { get; }

    internal Newcomer Who { get; }

    /// <summary>Its position among the strangers, oldest first.</summary>
    internal LinkedListNode<ConnectionPlace> Node { get; }

    /// <summary>Whether it was told to go; changed under the lock of the places.</summary>
    internal bool IsClosing { get; set; }

    internal TimeSpan Silence => _clock.GetElapsedTime(Interlocked.Read(ref _lastByte));

    /// <summary>An authenticated request came: from now on nobody closes the connection to make room.</summary>
    public void Recognize()
    {
        if (!_known)
        {
            _known = true;
            _places.Recognize(this);
        }
    }

    /// <summary>Bytes came. Costs nothing once the connection is known.</summary>
    internal void Touch()
    {
        if (!_known)
        {
            Interlocked.Exchange(ref _lastByte, _clock.GetTimestamp());
        }
    }

    internal void Close() => _connection.Abort(new ConnectionAbortedException("Its place is needed."));

    /// <summary>The files of the connection are closed.</summary>
    internal void Leave()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            _places.Leave(this);
        }
    }
}
