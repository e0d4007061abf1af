using System.Collections.Concurrent;
using System.Net;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Security;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Counts open connections by token, by address and together, and ends those where nothing happens.</summary>
internal sealed class ProgressPlaces : IDisposable
{
    private static readonly TimeSpan IdleCheck = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<object, int> _counts = [];
    private readonly ConcurrentDictionary<ProgressPlace, byte> _places = new();
    private readonly ProgressOptions _limits;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;

    public ProgressPlaces(IOptions<ProgressOptions> options, TimeProvider clock)
    {
        _limits = options.Value;
        _clock = clock;
        _timer = clock.CreateTimer(_ => EndIdle(), null, IdleCheck, IdleCheck);
    }

    public int Count => _places.Count;

    public ICollection<ProgressPlace> Open => _places.Keys;

    /// <param name="refusal">Which limit is reached, where the answer is <see langword="null"/>.</param>
    public ProgressPlace? TryEnter(ProgressPass pass, IPAddress address, string transport, out PlaceLimit refusal)
    {
        lock (_lock)
        {
            refusal = LimitOf(pass, address);
            if (refusal is not PlaceLimit.None)
            {
                return null;
            }

            Add(pass.Holder, 1);
            Add(address, 1);
            var place = new ProgressPlace(transport, left => Leave(left, pass.Holder, address), pass, _clock);
            place.Touch(_clock.GetTimestamp());
            _places[place] = 0;
            GatewayInstruments.Connections.Add(1, place.Transport);
            return place;
        }
    }

    /// <returns>Which limit another connection would break now.</returns>
    public PlaceLimit Check(ProgressPass pass, IPAddress address)
    {
        lock (_lock)
        {
            return LimitOf(pass, address);
        }
    }

    public void Touch(ProgressPlace place) => place.Touch(_clock.GetTimestamp());

    public void Dispose() => _timer.Dispose();

    private PlaceLimit LimitOf(ProgressPass pass, IPAddress address)
    {
        if (_places.Count >= _limits.MaxConnections)
        {
            return PlaceLimit.Gateway;
        }

        if (_counts.GetValueOrDefault(pass.Holder) >= _limits.MaxPerToken)
        {
            return PlaceLimit.Token;
        }

        return _counts.GetValueOrDefault(address) >= _limits.MaxPerAddress ? PlaceLimit.Address : PlaceLimit.None;
    }

    private void Leave(ProgressPlace place, string holder, IPAddress address)
    {
        lock (_lock)
        {
            if (_places.TryRemove(place, out _))
            {
                GatewayInstruments.Connections.Add(-1, place.Transport);
                Add(holder, -1);
                Add(address, -1);
            }
        }
    }

    private void Add(object who, int change)
    {
        var count = _counts.GetValueOrDefault(who) + change;
        if (count > 0)
        {
            _counts[who] = count;
        }
        else
        {
            _counts.Remove(who);
        }
    }

    private void EndIdle()
    {
        var limit = TimeSpan.FromMinutes(_limits.IdleMinutes);
        foreach (var (place, _) in _places)
        {
            if (_clock.GetElapsedTime(place.LastActive) > limit)
            {
                place.TryEnd(PlaceEnd.Idle);
            }
        }
    }
}
