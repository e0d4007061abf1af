using AiDevFramework.Grains.Abstractions.Slots;
using AiDevFramework.Grains.Slots;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Grains.Tests.Slots;

/// <summary>How a silo asks for its slots, with a clock that the test moves.</summary>
public sealed class SlotLeaseTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TestClock _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly List<(int InUse, int Waiting)> _asks = [];
    private readonly SlotLease _lease;
    private volatile bool _hangs;
    private Func<int, int, int> _grain = (inUse, waiting) => inUse + waiting;

    public SlotLeaseTests() => _lease = new SlotLease(
        (inUse, waiting, _) =>
        {
            _asks.Add((inUse, waiting));
            try
            {
                return _hangs ? new TaskCompletionSource<int>().Task : Task.FromResult(_grain(inUse, waiting));
            }
            catch (Exception exception)
            {
                return Task.FromException<int>(exception);
            }
            finally
            {
                _asked.Release();
            }
        },
        _ => { },
        _time,
        _stopping.Token);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _asked.Dispose();
    }

    [Fact]
    public async Task Ask_OfAFirstCall_GetsASlotAndGivesItBackWhenNothingIsWantedAnyMore()
    {
        var place = await EnterAsync().WaitAsync(Deadline, Cancellation);
        Assert.Equal([(0, 1)], _asks);
        place.Dispose();

        await NextAskAsync();
        Assert.Equal((0, 0), _asks[^1]);
        await _time.UntilTimersAsync(1);
        _time.Advance(IModelSlots.Renewal);

        (await EnterAsync().WaitAsync(Deadline, Cancellation)).Dispose(); // asks anew
    }

    [Fact]
    public async Task Ask_WhenThereAreNone_IsAskedAgainEachSecond()
    {
        _grain = (_, _) => 0;
        var entering = EnterAsync();
        await NextAskAsync();
        Assert.False(entering.IsCompleted);

        _grain = (inUse, waiting) => inUse + waiting;
        await NextAskAsync();

        (await entering.WaitAsync(Deadline, Cancellation)).Dispose();
    }

    [Fact]
    public async Task Ask_UntilItIsAnswered_LetsNoCallBeginBeyondWhatItTold()
    {
        var entering = Enumerable.Range(0, 3).Select(_ => EnterAsync()).ToList();
        var all = Task.WhenAll(entering);
        while (await Task.WhenAny(all, _time.UntilTimersAsync(1)) != all)
        {
            _time.Advance(IModelSlots.Renewal / 50); // the first ask may have come before all three waited: the next is soon
        }

        var places = await all.WaitAsync(Deadline, Cancellation);
        places[0].Dispose();
        places[1].Dispose();
        var entered = new List<IDisposable?>();
        _grain = (inUse, waiting) =>
        {
            entered.Add(_lease.Gate.TryEnter()); // what was given up may be another silo's by now
            return inUse + waiting;
        };

        await NextAskAsync();

        Assert.Equal((1, 0), _asks[^1]);
        Assert.All(entered, Assert.Null);
        Assert.NotEmpty(entered);
    }

    [Fact]
    public async Task Ask_WhenNobodyAnswers_LetsNoCallBeginOnceTheLeaseHasRunOut()
    {
        using var place = await EnterAsync().WaitAsync(Deadline, Cancellation);
        _grain = (_, _) => throw new TimeoutException();
        for (var second = 0; second < 7; second++)
        {
            await NextAskAsync();
        }

        await _time.UntilTimersAsync(1);
        Assert.Equal((0, (1, 0)), (_lease.Gate.Capacity, _lease.Gate.Load)); // the one under way goes on
        var next = EnterAsync();
        _grain = (inUse, waiting) => inUse + waiting;
        await NextAskAsync();
        (await next.WaitAsync(Deadline, Cancellation)).Dispose();
    }

    [Fact]
    public async Task Ask_ThatHangs_EndsWithTheLeaseToTheDot()
    {
        using var place = await EnterAsync().WaitAsync(Deadline, Cancellation);
        _grain = (_, _) => throw new TimeoutException();
        await NextAskAsync();
        _hangs = true;

        for (var elapsed = IModelSlots.Renewal; elapsed < IModelSlots.Lease; elapsed += IModelSlots.Renewal / 2)
        {
            await _time.UntilTimersAsync(1);
            Assert.Equal(1, _lease.Gate.Capacity);
            _time.Advance(IModelSlots.Renewal / 2);
        }

        using var limit = new CancellationTokenSource(Deadline);
        while (_lease.Gate.Capacity > 0)
        {
            await Task.Yield();
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private Task<IDisposable> EnterAsync()
    {
        var entering = _lease.Gate.EnterAsync(Guid.Empty, Cancellation).AsTask();
        if (!entering.IsCompleted)
        {
            _lease.Ask();
        }

        return entering;
    }

    /// <summary>Moves the clock to the next ask.</summary>
    private async Task NextAskAsync()
    {
        while (_asked.CurrentCount > 0)
        {
            await _asked.WaitAsync(Cancellation);
        }

        var before = _asks.Count;
        while (_asks.Count == before)
        {
            await _time.UntilTimersAsync(1);
            if (_asks.Count > before)
            {
                return; // it came late: the timer is that of the pause after it
            }

            _time.Advance(IModelSlots.Renewal);
            await _asked.WaitAsync(TimeSpan.FromMilliseconds(50), Cancellation);
        }
    }
}
