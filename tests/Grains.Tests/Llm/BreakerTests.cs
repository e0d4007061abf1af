using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>When a model fails again and again, or the provider is not reached: it is left alone, one call tries it, and the others wait
/// for that one.</summary>
public sealed class BreakerTests : IDisposable
{
    private const string Own = "own/model";
    private const string Second = "second/model";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TestClock _time = new();
    private readonly LlmOptions _settings = new() { MaxRetries = 0, BreakerCalls = 4, BreakerSeconds = 30 };
    private readonly RecordingLedger _ledger = new() { ServesManyCalls = true };
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly ScriptedChatClient _client;
    private readonly ChatModel _model;
    private IReadOnlyList<string> _fallbacks = [];
    private Func<string, Task<string>> _provider = _ => Task.FromResult("answer");

    public BreakerTests()
    {
        _client = new ScriptedChatClient((model, cancellation) =>
        {
            var answer = _provider(model);
            _arrived.Release();
            return answer.WaitAsync(cancellation);
        });
        var options = Options.Create(_settings);
        _model = new ChatModel(
            _client, new CallLimiter(options), new CallBreakers(options, _time), options, _time, NullLogger<ChatModel>.Instance, ledger: _ledger);
    }

    public void Dispose()
    {
        _arrived.Dispose();
        _client.Dispose();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AskAsync_OfAModelThatFails_StopsAskingItAndSaysThatItIsUnavailableInTheEnd()
    {
        await OpenAsync();

        var thrown = await FailAsync(AskAsync(Cancellation));

        Assert.Equal(("OpenRouter API is unavailable; retry later", true), (thrown.Message, thrown.RetryAvailable));
        Assert.Equal(5, _client.Asked.Count); // four that opened it, one that tried it
    }

    [Fact]
    public async Task AskAsync_WhenThePauseIsOver_LetsOneTryAndTheOthersGoWhenItSucceeds()
    {
        await OpenAsync();
        var probe = new TaskCompletionSource<string>();
        _provider = _ => probe.Task;
        var waiting = Enumerable.Range(0, 20).Select(_ => AskAsync(Cancellation)).ToList();
        Assert.Equal(4, _client.Asked.Count);

        _time.Advance(TimeSpan.FromSeconds(34));
        await _arrived.WaitAsync(Deadline, Cancellation);
        await _time.UntilTimersAsync(19);
        Assert.Equal(5, _client.Asked.Count);
        probe.SetResult("back");

        Assert.All(await Task.WhenAll(waiting).WaitAsync(Deadline, Cancellation), answer => Assert.Equal("back", answer.Text));
    }

    [Fact]
    public async Task AskAsync_WhileTheOneThatTriesWritesForMinutes_WaitsForIt()
    {
        await OpenAsync();
        var probe = new TaskCompletionSource<string>();
        _provider = _ => probe.Task;
        var trying = AskAsync(Cancellation);
        var waiting = AskAsync(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(34));
        await _arrived.WaitAsync(Deadline, Cancellation);
        for (var pause = 0; pause < 8; pause++)
        {
            await _time.UntilTimersAsync(1);
            _time.Advance(TimeSpan.FromSeconds(34));
        }

        await _time.UntilTimersAsync(1);
        Assert.False(waiting.IsCompleted);
        probe.SetResult("back");

        Assert.All(await Task.WhenAll(trying, waiting).WaitAsync(Deadline, Cancellation), answer => Assert.Equal("back", answer.Text));
    }

    [Fact]
    public async Task AskAsync_WhenTheOneThatTriesIsCalledOff_StaysClosedToTheOthers()
    {
        await OpenAsync();
        _provider = _ => new TaskCompletionSource<string>().Task;
        using var source = new CancellationTokenSource();
        var probe = AskAsync(source.Token);
        _time.Advance(TimeSpan.FromSeconds(34));
        await _arrived.WaitAsync(Deadline, Cancellation);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        _provider = _ => Task.FromResult("back");
        var next = AskAsync(Cancellation);

        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(34));
        Assert.Equal("back", (await next.WaitAsync(Deadline, Cancellation)).Text);
    }

    [Fact]
    public async Task AskAsync_WithAFallback_AsksItWhileTheModelIsLeftAlone()
    {
        await OpenAsync();
        _fallbacks = [Second];
        _provider = model => Task.FromResult($"from {model}");

        var answer = await AskAsync(Cancellation).WaitAsync(Deadline, Cancellation);

        Assert.Equal($"from {Second}", answer.Text);
        Assert.Equal(1, _client.Asked.Count(model => model == Second));
    }

    [Theory]
    [InlineData(ChatFailure.RateLimited)]
    [InlineData(ChatFailure.BadRequest)]
    [InlineData(ChatFailure.KeyRefused)]
    [InlineData(ChatFailure.Refused)]
    [InlineData(ChatFailure.Empty)]
    public async Task AskAsync_OfFailuresThatAreNoOutage_GoesOnAsking(object failure)
    {
        _provider = _ => Task.FromException<string>(new ChatFailureException((ChatFailure)failure));
        for (var call = 0; call < 20; call++)
        {
            await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(Cancellation));
        }

        Assert.Equal(20, _client.Asked.Count);
    }

    [Fact]
    public async Task AskAsync_WhenLessThanHalfFail_GoesOnAsking()
    {
        var call = 0;
        _provider = _ => call++ % 3 == 2 ? Task.FromException<string>(new ChatFailureException(ChatFailure.Unavailable)) : Task.FromResult("x");
        for (var asked = 0; asked < 30; asked++)
        {
            await (asked % 3 == 2 ? (Task)Assert.ThrowsAsync<FailedCallException>(() => AskAsync(Cancellation)) : AskAsync(Cancellation));
        }

        Assert.Equal(30, _client.Asked.Count);
    }

    [Fact]
    public async Task AskAsync_OfAProviderThatIsNotReached_LeavesAllItsModelsAlone()
    {
        await OpenAsync(ChatFailure.Unreachable, Own, "another/model");
        _provider = model => Task.FromResult($"from {model}");
        _fallbacks = [Second]; // it would not be reached either

        var own = AskAsync(Cancellation);
        var unasked = AskAsync("unasked/model", Cancellation);
        await _time.UntilTimersAsync(2);
        Assert.Equal(4, _client.Asked.Count);
        _time.Advance(TimeSpan.FromSeconds(34));

        Assert.Equal($"from {Own}", (await own.WaitAsync(Deadline, Cancellation)).Text);
        Assert.Equal("from unasked/model", (await unasked.WaitAsync(Deadline, Cancellation)).Text);
    }

    [Fact]
    public async Task AskAsync_OfAProviderThatStaysAway_SaysSoInTheEnd()
    {
        await OpenAsync(ChatFailure.Unreachable, Own, "another/model");

        var thrown = await FailAsync(AskAsync("unasked/model", Cancellation));

        Assert.Equal(("OpenRouter API cannot be reached; check the network and OPENROUTER_BASE_URL, then retry", true), (thrown.Message, thrown.RetryAvailable));
        Assert.Equal(5, _client.Asked.Count); // four that opened it, one that tried it
    }

    [Fact]
    public async Task AskAsync_WhenOneModelFails_GoesOnAskingTheOthers()
    {
        await OpenAsync();
        _provider = model => Task.FromResult($"from {model}");

        Assert.Equal($"from {Second}", (await AskAsync(Second, Cancellation).WaitAsync(Deadline, Cancellation)).Text);
    }

    [Fact]
    public async Task AskAsync_WhenTheOneThatTriesAModelDoesNotReachTheProvider_LeavesTheModelAlone()
    {
        await OpenAsync();
        _provider = _ => Task.FromException<string>(new ChatFailureException(ChatFailure.Unreachable));
        _time.Advance(TimeSpan.FromSeconds(34));
        await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(Cancellation));
        _provider = _ => Task.FromResult("back");

        var next = AskAsync(Cancellation);

        Assert.False(next.IsCompleted);
        Assert.Equal(5, _client.Asked.Count);
        _time.Advance(TimeSpan.FromSeconds(34));
        Assert.Equal("back", (await next.WaitAsync(Deadline, Cancellation)).Text);
    }

    [Fact]
    public async Task AskAsync_WhenNoBudgetHasRoomForTheOneThatTries_StaysClosedToTheOthers()
    {
        await OpenAsync();
        _provider = _ => Task.FromResult("back");
        _ledger.Refusal = new StepFailure("budget", RetryAvailable: true);
        var probe = _model.AskAsync(Question(Own), Cancellation);
        _time.Advance(TimeSpan.FromSeconds(34));
        Assert.IsType<ModelRefusal>(await probe.WaitAsync(Deadline, Cancellation));

        _ledger.Refusal = null;
        var next = AskAsync(Cancellation);

        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(34));
        Assert.Equal("back", (await next.WaitAsync(Deadline, Cancellation)).Text);
    }

    /// <summary>Lets one pause after another pass until the call gives up.</summary>
    private async Task<FailedCallException> FailAsync(Task<ModelAnswer> waiting)
    {
        for (var pause = 0; pause < 10 && await Task.WhenAny(waiting, _time.UntilTimersAsync(1)) != waiting; pause++)
        {
            _time.Advance(TimeSpan.FromSeconds(40));
        }

        return await Assert.ThrowsAsync<FailedCallException>(() => waiting.WaitAsync(Deadline, Cancellation));
    }

    /// <summary>Four calls fail, of the models in turn.</summary>
    private async Task OpenAsync(ChatFailure failure = ChatFailure.Unavailable, params string[] models)
    {
        _provider = _ => Task.FromException<string>(new ChatFailureException(failure));
        for (var call = 0; call < 4; call++)
        {
            await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(models is [] ? Own : models[call % models.Length], Cancellation));
        }

        while (_arrived.CurrentCount > 0)
        {
            await _arrived.WaitAsync(Cancellation);
        }
    }

    private Task<ModelAnswer> AskAsync(CancellationToken cancellationToken) => AskAsync(Own, cancellationToken);

    private Task<ModelAnswer> AskAsync(string model, CancellationToken cancellationToken) => _model.AnswerAsync(Question(model), cancellationToken);

    private ModelQuestion Question(string model) => new(
        model, [new ModelMessage("user", "An idea")], Json: false, Temperature: 0.7f, MaxTokens: 4000, Questions.Origin(Step.Prd))
    {
        FallbackModels = _fallbacks,
    };
}
