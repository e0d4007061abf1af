using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Llm;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class CallLimiterTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnterAsync_WhenFull_LetsTheNextInWhenAPlaceIsGivenBack()
    {
        var limiter = LimiterOf(2);
        var first = await EnterAsync(limiter);
        using var second = await EnterAsync(limiter);
        var third = EnterAsync(limiter);
        Assert.False(third.IsCompleted);

        first.Dispose();

        (await third.WaitAsync(Deadline, Cancellation)).Dispose();
    }

    [Fact]
    public async Task PermitAsync_WhenNothingMayBeCalledAnyMore_SaysSo() =>
        await Assert.ThrowsAsync<VotedOutException>(
            () => LimiterOf(1, new Permit { Refusal = new VotedOutException() }).PermitAsync(Cancellation).AsTask());

    [Fact]
    public async Task PermitAsync_WhileItCannotBeToldWhetherItMay_Waits()
    {
        var permit = new Permit { Refusal = new InvalidOperationException("The database is away.") };
        var asking = LimiterOf(1, permit).PermitAsync(Cancellation).AsTask();
        await permit.Asked.WaitAsync(Deadline, Cancellation);
        Assert.False(asking.IsCompleted);

        permit.Refusal = null;

        await asking.WaitAsync(Deadline, Cancellation);
    }

    private static CallLimiter LimiterOf(int places, ICallPermit? permit = null) =>
        new(Options.Create(new LlmOptions { MaxConcurrency = places }), permit: permit);

    private static Task<CallPlace> EnterAsync(CallLimiter limiter) =>
        limiter.EnterAsync(Questions.Origin(Abstractions.Phases.Step.Prd), "some/model", Cancellation).AsTask();

    private sealed class Permit : ICallPermit
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public Exception? Refusal { get; set; }

        public Task ConfirmAsync(CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            return Refusal is { } refusal ? Task.FromException(refusal) : Task.CompletedTask;
        }
    }
}
