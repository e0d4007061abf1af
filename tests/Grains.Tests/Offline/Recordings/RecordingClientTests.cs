using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Offline.Recordings;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Offline.Recordings;

public sealed class RecordingClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetStreamingResponseAsync_OfAStep_PlaysTheRecordingInPieces()
    {
        var clock = new TestClock(instant: true);
        using var client = ClientOf(clock, answerMs: 2000);

        var updates = await client.GetStreamingResponseAsync([Question], OptionsFor(Step.Prd, "portal"), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(Recording.AnswerTo(Step.Prd, "portal"), string.Concat(updates.Select(update => update.Text)));
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromMilliseconds(200), 10), clock.Waits);
        Assert.All(updates, update => Assert.Equal("recorded/portal", update.ModelId));
        Assert.All(updates.SkipLast(1), update => Assert.InRange(update.Text.Length, 1, 2500));
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.Equal(0m, updates[^1].AdditionalProperties![ChatKeys.CostUsd]);
    }

    [Fact]
    public async Task GetResponseAsync_WithoutAPause_IsWholeAtOnceAndReadNoPrompt()
    {
        using var client = ClientOf(TimeProvider.System, answerMs: 0);

        var answer = await client.GetResponseAsync([Question], OptionsFor(Step.SmartDetection, "renamer"), Cancellation);

        Assert.Equal(Recording.AnswerTo(Step.SmartDetection, "renamer"), answer.Text);
        Assert.Equal((0, answer.Usage!.OutputTokenCount), (answer.Usage.InputTokenCount, answer.Usage.TotalTokenCount));
    }

    [Fact]
    public async Task GetResponseAsync_WhileItPlays_CanBeCancelled()
    {
        using var client = ClientOf(TimeProvider.System, answerMs: 60_000);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var answer = client.GetResponseAsync([Question], OptionsFor(Step.Prd, "portal"), cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task GetResponseAsync_OfNoExample_IsRefused()
    {
        using var client = ClientOf(TimeProvider.System, answerMs: 0);
        var other = new ChatOptions { AdditionalProperties = new() { [ChatKeys.Request] = Questions.Request(Step.Prd) } };

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetResponseAsync([Question], new ChatOptions(), Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetResponseAsync([Question], other, Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetResponseAsync([Question], OptionsFor(Step.Prd, "webshop"), Cancellation));
    }

    private static ChatMessage Question => new(ChatRole.User, "The rendered prompt.");

    private static RecordingClient ClientOf(TimeProvider clock, int answerMs) =>
        new(Options.Create(new LlmOptions { ExampleAnswerMs = answerMs }), clock);

    private static ChatOptions OptionsFor(Step step, string example) => new()
    {
        AdditionalProperties = new() { [ChatKeys.Request] = Questions.Request(step, Questions.Material with { Example = example }) },
    };
}
