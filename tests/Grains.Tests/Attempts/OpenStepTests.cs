using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Attempts;

public sealed class OpenStepTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task StoreAsync_BeforeTheGrainHasLookedAgain_IsNotLost()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var step = new OpenSteps().Open(Guid.NewGuid());
        var first = step.StoreAsync(new AttemptPlan("first/model", "openrouter", 0.01m), cancellation);
        (await step.WishAsync().WaitAsync(Deadline, cancellation)).Grant();
        await first.WaitAsync(Deadline, cancellation);

        var second = step.StoreAsync(new AttemptPlan("second/model", "openrouter", 0.01m), cancellation); // the first failed at once
        var wish = await step.WishAsync().WaitAsync(Deadline, cancellation);

        Assert.Equal("second/model", wish.Plan.Model);
        Assert.False(second.IsCompleted);
        wish.Refuse(new LlmException("budget", retryAvailable: true));
        await Assert.ThrowsAsync<LlmException>(() => second.WaitAsync(Deadline, cancellation));
    }
}
