using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class FairGateTests
{
    private static readonly Guid Anna = Guid.NewGuid();
    private static readonly Guid Ben = Guid.NewGuid();
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnterAsync_OfOneUser_LetsTheOldestInFirst()
    {
        var gate = new FairGate(1);
        var place = await gate.EnterAsync(Anna, Cancellation);
        var waiting = Enumerable.Range(0, 5).Select(_ => gate.EnterAsync(Anna, Cancellation).AsTask()).ToList();
        Assert.Equal((1, 5), gate.Load);

        foreach (var next in waiting)
        {
            Assert.False(next.IsCompleted);
            place.Dispose();
            place = await next.WaitAsync(Deadline, Cancellation);
        }

        place.Dispose();
        Assert.Equal((0, 0), gate.Load);
    }

    [Fact]
    public async Task EnterAsync_WhenOneUserHasAThousandWaiting_LetsAnotherInAfterOneOfThem()
    {
        var gate = new FairGate(1);
        var order = new List<Guid>();
        var first = await gate.EnterAsync(Anna, Cancellation);
        var many = Enumerable.Range(0, 1000).Select(_ => PassAsync(gate, Anna, order)).ToList();
        var few = Enumerable.Range(0, 3).Select(_ => PassAsync(gate, Ben, order)).ToList();

        first.Dispose();
        await Task.WhenAll([.. many, .. few]).WaitAsync(Deadline, Cancellation);

        Assert.Equal([Anna, Ben, Anna, Ben, Anna, Ben, Anna], order.Take(7));
        Assert.Equal(1003, order.Count);
    }

    [Fact]
    public async Task EnterAsync_WhenTheCallerGivesUp_LeavesTheQueue()
    {
        var gate = new FairGate(1);
        var place = await gate.EnterAsync(Anna, Cancellation);
        using var impatience = new CancellationTokenSource();
        var given = gate.EnterAsync(Ben, impatience.Token).AsTask();
        var patient = gate.EnterAsync(Anna, Cancellation).AsTask();

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.Equal((1, 1), gate.Load);
        place.Dispose();

        (await patient.WaitAsync(Deadline, Cancellation)).Dispose();
        Assert.Equal((0, 0), gate.Load);
    }

    [Fact]
    public async Task Dispose_OfAPlaceTwice_GivesItBackOnce()
    {
        var gate = new FairGate(2);
        var place = await gate.EnterAsync(Anna, Cancellation);
        using var other = await gate.EnterAsync(Anna, Cancellation);

        place.Dispose();
        place.Dispose();

        Assert.Equal((1, 0), gate.Load);
    }

    [Fact]
    public async Task Capacity_Raised_LetsInWhoWaits_AndLowered_NobodyUntilEnoughHaveLeft()
    {
        var gate = new FairGate(0);
        var waiting = Enumerable.Range(0, 3).Select(_ => gate.EnterAsync(Anna, Cancellation).AsTask()).ToList();
        Assert.Null(gate.TryEnter());

        gate.Capacity = 2;
        var first = await waiting[0].WaitAsync(Deadline, Cancellation);
        var second = await waiting[1].WaitAsync(Deadline, Cancellation);
        gate.Capacity = 1;
        first.Dispose();
        Assert.False(waiting[2].IsCompleted);
        second.Dispose();

        (await waiting[2].WaitAsync(Deadline, Cancellation)).Dispose();
    }

    [Fact]
    public async Task EnterAsync_OfManyAtOnceWithCancellations_NeverLetsInTooManyAndLosesNoPlace()
    {
        var gate = new FairGate(5);
        var users = Enumerable.Range(0, 7).Select(_ => Guid.NewGuid()).ToList();
        var (inside, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(number => Task.Run(async () =>
        {
            using var impatience = new CancellationTokenSource(number % 3 == 0 ? TimeSpan.FromMilliseconds(number % 10) : Timeout.InfiniteTimeSpan);
            try
            {
                using var place = await gate.EnterAsync(users[number % users.Count], impatience.Token);
                var now = Interlocked.Increment(ref inside);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
            catch (OperationCanceledException)
            {
                // gave up
            }
        }))).WaitAsync(Deadline, Cancellation);

        Assert.InRange(most, 1, 5);
        Assert.Equal((0, 0), gate.Load);
    }

    private static async Task PassAsync(FairGate gate, Guid user, List<Guid> order)
    {
        using var place = await gate.EnterAsync(user, Cancellation);
        order.Add(user); // one at a time is inside
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; seen < value && Interlocked.CompareExchange(ref target, value, seen) != seen; seen = target)
        {
        }
    }
}
