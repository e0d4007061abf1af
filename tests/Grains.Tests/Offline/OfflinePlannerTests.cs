using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Offline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Offline;

public sealed class OfflinePlannerTests : IDisposable
{
    private readonly OfflinePlanner _planner = new(Options.Create(new LlmOptions { OfflineDelayMs = 0 }), TimeProvider.System);

    [Theory]
    [InlineData(Step.SmartDetection)]
    [InlineData(Step.EventStorming)]
    [InlineData(Step.Prd)]
    [InlineData(Step.TechStack)]
    [InlineData(Step.ApproachDetection)]
    [InlineData(Step.ExecutionPlan)]
    public async Task GetStreamingResponseAsync_OfAnyStep_IsWholeFreeMarkedAndTheSameTwice(Step step)
    {
        var first = await AskAsync(step, SampleIdeas.Recipes);
        var second = await AskAsync(step, SampleIdeas.Recipes);

        Assert.Equal(first.Text, second.Text);
        Assert.Contains("without a language model", first.Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, first.FinishReason);
        Assert.Equal(OfflineModel.Name, first.ModelId);
        Assert.Equal(0m, first.AdditionalProperties![ChatKeys.CostUsd]);
        Assert.Equal(first.Usage!.InputTokenCount + first.Usage.OutputTokenCount, first.Usage.TotalTokenCount);
        Assert.Equal(4, first.Usage.InputTokenCount); // three words
        Assert.Equal(first.Text, (await _planner.GetResponseAsync([Question], OptionsFor(step, SampleIdeas.Recipes), Cancellation)).Text);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_OfADocument_ComesLineByLine()
    {
        var updates = await _planner.GetStreamingResponseAsync([Question], OptionsFor(Step.Prd, SampleIdeas.Recipes), Cancellation)
            .ToListAsync(Cancellation);

        Assert.True(updates.Count > 50);
        Assert.All(updates.SkipLast(1), update => Assert.EndsWith("\n", update.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetResponseAsync_WhileItPauses_CanBeCancelled()
    {
        using var planner = new OfflinePlanner(Options.Create(new LlmOptions { OfflineDelayMs = 60_000 }), TimeProvider.System);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var answer = planner.GetResponseAsync([Question], OptionsFor(Step.Prd, SampleIdeas.Todo), cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task GetResponseAsync_WithoutAStep_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _planner.GetResponseAsync([Question], new ChatOptions(), Cancellation));

    public void Dispose() => _planner.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChatMessage Question => new(ChatRole.User, "three words here");

    private static ChatOptions OptionsFor(Step step, string idea) => new()
    {
        AdditionalProperties = new()
        {
            [ChatKeys.Request] = new StepRequest(Guid.Empty, Guid.Empty, 1, step, 1, new StepMaterial(idea), []),
        },
    };

    private Task<ChatResponse> AskAsync(Step step, string idea) =>
        _planner.GetStreamingResponseAsync([Question], OptionsFor(step, idea), Cancellation).ToChatResponseAsync(Cancellation);
}
