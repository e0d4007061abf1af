using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>What is asked after a model gave no answer.</summary>
public sealed class FallbackTests
{
    private const string Own = "own/model";
    private const string Second = "second/model";
    private const string Third = "third/model";

    [Theory]
    [InlineData(ChatFailure.RateLimited, 3)]
    [InlineData(ChatFailure.TimedOut, 3)]
    [InlineData(ChatFailure.Unavailable, 3)]
    [InlineData(ChatFailure.Interrupted, 3)]
    [InlineData(ChatFailure.Malformed, 3)]
    [InlineData(ChatFailure.BadRequest, 1)]
    [InlineData(ChatFailure.PromptTooLong, 1)]
    [InlineData(ChatFailure.ModelNotFound, 1)]
    [InlineData(ChatFailure.Forbidden, 1)]
    [InlineData(ChatFailure.Refused, 1)]
    [InlineData(ChatFailure.Empty, 1)]
    [InlineData(ChatFailure.TooLarge, 1)]
    public async Task AskAsync_WhenTheModelFails_AsksTheNextAfterItsAttempts(object failure, int attempts)
    {
        var client = new ScriptedChatClient((model, _) =>
            model == Own ? throw new ChatFailureException((ChatFailure)failure) : Task.FromResult("from the second"));

        var answer = await AskAsync(client, Second, Third);

        Assert.Equal(("from the second", Second), (answer.Text, answer.Call.Model)); // and priced as such
        Assert.Equal([.. Enumerable.Repeat(Own, attempts), Second], client.Asked);
    }

    [Theory]
    [InlineData(ChatFailure.KeyRefused, true)]
    [InlineData(ChatFailure.NoCredit, true)]
    [InlineData(ChatFailure.Redirected, true)]
    [InlineData(ChatFailure.WrongAddress, true)]
    [InlineData(ChatFailure.Unreachable, false)]
    public async Task AskAsync_WhenTheProviderItselfRefuses_AsksNoOtherModel(object failure, bool fixFirst)
    {
        var client = new ScriptedChatClient((_, _) => throw new ChatFailureException((ChatFailure)failure));

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(client, Second));

        Assert.Equal((FailureRules.Message((ChatFailure)failure, Own), true), (thrown.Message, thrown.RetryAvailable));
        Assert.Equal(fixFirst, thrown.FixFirst is not null);
        Assert.DoesNotContain(Second, client.Asked);
    }

    [Fact]
    public async Task AskAsync_WhenAllModelsFail_TellsWhyTheFirstDidAndWhetherARetryCanHelp()
    {
        var client = new ScriptedChatClient((model, _) =>
            throw new ChatFailureException(model == Own ? ChatFailure.RateLimited : ChatFailure.ModelNotFound));

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(client, Second, Third));

        Assert.Equal(("OpenRouter API rate limit exceeded; the fallback models failed too", true), (thrown.Message, thrown.RetryAvailable));
        Assert.Equal([Own, Own, Own, Second, Third], client.Asked);
    }

    [Fact]
    public async Task AskAsync_OfAFallback_BooksItsTokensUnderItsOwnName()
    {
        using var measured = new Measurements();
        var client = new ScriptedChatClient((model, _) =>
            model == Own ? throw new ChatFailureException(ChatFailure.BadRequest) : Task.FromResult("from the second"));

        await AskAsync(client, Second);

        var calls = measured.Of("aidev.model_call.duration").Keys;
        Assert.Contains(calls, tags => tags.Contains(Own, StringComparison.Ordinal) && tags.Contains("bad_request", StringComparison.Ordinal));
        Assert.Contains(calls, tags => tags.Contains(Second, StringComparison.Ordinal) && tags.Contains("answered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AskAsync_WhenTheCallerGivesUp_AsksNoOtherModel()
    {
        using var source = new CancellationTokenSource();
        var client = new ScriptedChatClient(async (_, cancellation) =>
        {
            await source.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            return "";
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(client, source.Token, Second));

        Assert.Equal([Own], client.Asked);
    }

    [Fact]
    public async Task AskAsync_WithoutRetries_AsksOnce()
    {
        var client = new ScriptedChatClient((_, _) => throw new ChatFailureException(ChatFailure.Unavailable));

        await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(client, new LlmOptions { MaxRetries = 0 }, TestContext.Current.CancellationToken));

        Assert.Equal([Own], client.Asked);
    }

    private static Task<ModelAnswer> AskAsync(ScriptedChatClient client, params string[] fallbacks) =>
        AskAsync(client, TestContext.Current.CancellationToken, fallbacks);

    private static Task<ModelAnswer> AskAsync(ScriptedChatClient client, CancellationToken cancellationToken, params string[] fallbacks) =>
        AskAsync(client, new LlmOptions(), cancellationToken, fallbacks);

    private static Task<ModelAnswer> AskAsync(ScriptedChatClient client, LlmOptions settings, CancellationToken cancellationToken, params string[] fallbacks)
    {
        var (options, time) = (Options.Create(settings), new TestClock(instant: true));
        var question = new ModelQuestion(
            Own, [new ModelMessage("user", "An idea")], Json: false, Temperature: 0.7f, MaxTokens: 4000, Questions.Origin(Step.Prd))
        {
            FallbackModels = fallbacks,
        };
        return new ChatModel(
            client, new CallLimiter(options), new CallBreakers(options, time), options, time, NullLogger<ChatModel>.Instance)
            .AnswerAsync(question, cancellationToken);
    }
}
