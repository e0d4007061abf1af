namespace AiDevFramework.Gateway.Security;

/// <summary>Counts one client's requests over the last minute, in slots of a second. Not thread-safe.</summary>
internal sealed class RateWindow(int quota)
{
    private readonly int[] _slots = new int[RatePolicy.WindowSeconds];
    private long _second = long.MinValue / 2;
    private int _used;

    public int Used => _used;

    public int Remaining => quota - _used;

    /// <summary>Forgets what is older than a window. <paramref name="second"/> never runs backwards.</summary>
    public void MoveTo(long second)
    {
        var steps = Math.Min(second - _second, _slots.Length);
        for (var step = 1; step <= steps; step++)
        {
            ref var slot = ref _slots[SlotOf(second - steps + step)];
            _used -= slot;
            slot = 0;
        }

        _second = Math.Max(_second, second);
    }

    /// <summary>A request in the present second.</summary>
    public void Count()
    {
        _slots[SlotOf(_second)]++;
        _used++;
    }

    /// <returns>Requests per second, the present second first, without the zeros at the end.</returns>
    public IReadOnlyList<int> Recent()
    {
        var recent = new List<int>();
        for (var age = 0; age < _slots.Length; age++)
        {
            if (_slots[SlotOf(_second - age)] is > 0 and var counted)
            {
                recent.AddRange(Enumerable.Repeat(0, age - recent.Count));
                recent.Add(counted);
            }
        }

        return recent;
    }

    /// <returns>Seconds until the next request is given back, 1 to a window; 0 where none was counted.</returns>
    public int SecondsToRelease()
    {
        for (var age = _slots.Length - 1; age >= 0 && _used > 0; age--)
        {
            if (_slots[SlotOf(_second - age)] > 0)
            {
                return _slots.Length - age;
            }
        }

        return 0;
    }

    private int SlotOf(long second) => (int)((second % _slots.Length + _slots.Length) % _slots.Length);
}
