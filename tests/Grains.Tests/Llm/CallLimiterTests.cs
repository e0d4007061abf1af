using AiDevFramework.Grains.Llm;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class CallLimiterTests : IDisposable
{
    private readonly CallLimiter _limiter = new(Options.Create(new LlmOptions { MaxConcurrency = 2 }));

    public void Dispose() => _limiter.Dispose();

    [Fact]
    public async Task EnterAsync_WhenFull_LetsTheOldestInFirst()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var first = await _limiter.EnterAsync(cancellation);
        using var second = await _limiter.EnterAsync(cancellation);
        var third = _limiter.EnterAsync(cancellation).AsTask();
        var fourth = _limiter.EnterAsync(cancellation).AsTask();
        Assert.False(third.IsCompleted || fourth.IsCompleted);

        first.Dispose();
        var entered = await third.WaitAsync(TimeSpan.FromSeconds(10), cancellation);
        Assert.False(fourth.IsCompleted);

        entered.Dispose();
        using var last = await fourth.WaitAsync(TimeSpan.FromSeconds(10), cancellation);
        Assert.True(last.IsAcquired);
    }

    [Fact]
    public async Task EnterAsync_WhenTheCallerGivesUp_LeavesTheQueue()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var first = await _limiter.EnterAsync(cancellation);
        using var second = await _limiter.EnterAsync(cancellation);
        using var impatience = new CancellationTokenSource();
        var third = _limiter.EnterAsync(impatience.Token).AsTask();
        var fourth = _limiter.EnterAsync(cancellation).AsTask();

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        first.Dispose();

        using var last = await fourth.WaitAsync(TimeSpan.FromSeconds(10), cancellation);
        Assert.True(last.IsAcquired);
    }
}
