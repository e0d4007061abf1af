using AiDevFramework.Gateway.Security;

namespace AiDevFramework.Gateway.Progress;

/// <summary>One open connection as <see cref="ProgressPlaces"/> counts it. Disposing gives the place back.</summary>
internal sealed class ProgressPlace : IDisposable
{
    /// <summary>Of a timer. Nobody's connection lives so long, whatever his token says.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromDays(30);

    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenRegistration _replaced;
    private readonly CancellationTokenRegistration _keyEnded;
    private readonly ITimer? _tokenEnds;
    private readonly Action<ProgressPlace> _leave;
    private long _lastActive;
    private int _end;

    /// <param name="transport">For the count of connections: websocket, sse, signalr.</param>
    /// <param name="pass">What opened the connection: it ends with that.</param>
    public ProgressPlace(string transport, Action<ProgressPlace> leave, ProgressPass pass, TimeProvider clock)
    {
        Transport = new("transport", transport);
        _leave = leave;
        _replaced = pass.Replaced.UnsafeRegister(EndOfToken, this);
        _keyEnded = pass.KeyEnded.UnsafeRegister(EndOfToken, this);
        if (pass.EndsAt - clock.GetUtcNow() is { } wait)
        {
            _tokenEnds = EndIn(wait, clock);
        }
    }

    /// <summary>Fires when the connection must be closed for <see cref="End"/>.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>The tag of what is measured about this connection.</summary>
    public KeyValuePair<string, object?> Transport { get; }

    public PlaceEnd End => (PlaceEnd)Volatile.Read(ref _end);

    /// <summary>A timestamp of the clock that the places go by.</summary>
    public long LastActive => Interlocked.Read(ref _lastActive);

    public void Touch(long now) => Interlocked.Exchange(ref _lastActive, now);

    public void TryEnd(PlaceEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, (int)end, (int)PlaceEnd.None) == (int)PlaceEnd.None)
        {
            _ = _ended.CancelAsync(); // one connection's farewell does not hold up the others'
        }
    }

    public void Dispose()
    {
        _replaced.Dispose();
        _keyEnded.Dispose();
        _tokenEnds?.Dispose();
        _leave(this);
    }

    /// <summary>A token that ended while it was looked at opens nothing for a moment either.</summary>
    private ITimer? EndIn(TimeSpan wait, TimeProvider clock)
    {
        if (wait <= TimeSpan.Zero)
        {
            TryEnd(PlaceEnd.TokenReplaced);
            return null;
        }

        return clock.CreateTimer(EndOfToken, this, wait < _longest ? wait : _longest, Timeout.InfiniteTimeSpan);
    }

    private static void EndOfToken(object? place) => ((ProgressPlace)place!).TryEnd(PlaceEnd.TokenReplaced);
}

/// <summary>Why a connection is closed though its client, its project and the process are well.</summary>
internal enum PlaceEnd
{
    None = 0,

    /// <summary>The admin token was changed, the key was revoked, or the key or token has expired: what was opened with it, or with its tickets, ends.</summary>
    TokenReplaced = 1,

    /// <summary>Nothing happened for too long.</summary>
    Idle = 2,
}

internal static class PlaceEnds
{
    /// <summary>The close code of WebSocket: 4401 sends a client to get a new token, 1008 says that it broke a rule.</summary>
    public static int CodeOf(PlaceEnd end) => end is PlaceEnd.TokenReplaced ? 4401 : 1008;

    /// <param name="lastSeq">Where the client can resume; <see langword="null"/> where it has a cursor for each project.</param>
    public static string ReasonOf(PlaceEnd end, long? lastSeq)
    {
        var resume = lastSeq is { } seq ? $"resume with after={seq}" : "resume with the cursors you have";
        return end is PlaceEnd.TokenReplaced ? $"The token is no longer valid; get a new one and {resume}." : $"Idle for too long; {resume}.";
    }
}
