using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>The model over the real client and real connections; only waits between attempts take no time.</summary>
public sealed class ChatModelTests
{
    private const string Key = "sk-or-v1-0123456789";
    private const string Prompt = "An idea that must not leak";

    private readonly TestClock _waits = new(instant: true);

    [Fact]
    public async Task AskAsync_OfACleanStop_GivesTextAndAccount()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("# Title\n\nText")));

        var answer = await AskAsync(server);

        Assert.Equal(("# Title\n\nText", false), (answer.Text, answer.Truncated));
        Assert.Equal(
            new ModelCall("openai/gpt-4o", 10, 15, 25, 0.0012m, CostSource.Provider, answer.Call.LatencyMs, "stop", "gen-1", CachedTokens: 2, ReasoningTokens: 5), answer.Call);
        Assert.InRange(answer.Call.LatencyMs, 0, 60_000);
    }

    [Fact]
    public async Task AskAsync_OfAnAnswerCutByLength_SaysSo()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Text("half a"), Chunks.Finish("length")));

        var answer = await AskAsync(server);

        Assert.Equal(("half a", true, "length"), (answer.Text, answer.Truncated, answer.Call.FinishReason));
    }

    [Fact]
    public async Task AskAsync_OfAModelThatThinksInItsText_GivesTheAnswerAlone()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(
            Chunks.Text("<thi"), Chunks.Text("nk>\nFirst {\"a\":0}"), Chunks.Text("?\n</think>\n\n"), Chunks.Text("{\"a\""), Chunks.Text(":1}"), Chunks.Stop));

        Assert.Equal("{\"a\":1}", (await AskAsync(server)).Text);
    }

    [Fact]
    public async Task AskAsync_OfTextThatCannotBeStored_RemovesOnlyThat()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(
            Chunks.RawText("\"\\u0000a\\ud83d\""), Chunks.RawText("\"\\ude00b\\ud83d\""), Chunks.RawText("\"c \\u202e\\ufeff <b>\""), Chunks.Stop));

        Assert.Equal("a😀bc \u202e\ufeff <b>", (await AskAsync(server)).Text);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"cost":null}""", "openai/gpt-4o", "0.0035", CostSource.PriceTable)]
    [InlineData("""{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":7}""", "openai/gpt-4o-mini", "0.00021", CostSource.PriceTable)]
    [InlineData("""{"prompt_tokens":1000,"completion_tokens":100}""", "router/auto", null, CostSource.Unknown)]
    [InlineData("""{"prompt_tokens":1000,"completion_tokens":100,"cost":-5}""", "router/auto", null, CostSource.Unknown)]
    [InlineData("""{"prompt_tokens":1000,"completion_tokens":100,"cost":1e400}""", "router/auto", null, CostSource.Unknown)]
    [InlineData("""{"prompt_tokens":1000,"completion_tokens":100,"cost":0.00005,"is_byok":true,"cost_details":{"upstream_inference_cost":0.001}}""", "router/auto", "0.00105", CostSource.Provider)]
    [InlineData("""{"prompt_tokens":1000,"completion_tokens":100,"completion_tokens_details":{"reasoning_tokens":90},"prompt_tokens_details":{"cached_tokens":900}}""", "openai/gpt-4o", "0.0035", CostSource.PriceTable)]
    public async Task AskAsync_PricesByTheModelThatAnswered(string usage, string model, string? expected, CostSource source)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(
            Chunks.Text("x"), Chunks.Stop, Chunks.UsageOf(usage, model), Chunks.Done));

        var call = (await AskAsync(server)).Call;

        var costUsd = expected is null ? default(decimal?) : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((model, costUsd, source), (call.Model, call.CostUsd, call.CostSource));
        Assert.Equal((1000, 100, 1100), (call.PromptTokens, call.CompletionTokens, call.TotalTokens));
    }

    [Fact]
    public async Task AskAsync_WithoutUsage_LeavesTheCostUnknown()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Text("x"), Chunks.Stop, Chunks.Done));

        var call = (await AskAsync(server)).Call;

        Assert.Equal((null, CostSource.Unknown, 0), (call.CostUsd, call.CostSource, call.TotalTokens));
    }

    [Theory]
    [InlineData("", "stop", false)]
    [InlineData(" \n\t\u00a0\0", "stop", false)]
    [InlineData("I cannot", "content_filter", true)]
    [InlineData("", "content_filter", true)]
    [InlineData("x", "tool_calls", false)]
    [InlineData("x", "function_call", false)]
    public async Task AskAsync_OfNothingUsable_FailsAtOnceAndAccounts(string text, string finish, bool fixFirst)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(
            Chunks.Text(text), Chunks.Finish(finish), Chunks.Usage, Chunks.Done));

        var thrown = await FailAsync(server);

        Assert.Equal((true, fixFirst), (thrown.RetryAvailable, thrown.FixFirst is not null));
        Assert.Equal((0.0012m, finish), (thrown.Call?.CostUsd, thrown.Call?.FinishReason));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("abort")] // vLLM
    [InlineData("insufficient_system_resource")] // DeepSeek
    public async Task AskAsync_OfAnAnswerThatWasGivenUp_TriesAgain(string finish)
    {
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Events(Chunks.Text("half"), Chunks.Finish(finish), Chunks.Usage, Chunks.Done),
            ProviderServer.Events(Chunks.Answer("whole")));

        var answer = await AskAsync(server);

        Assert.Equal(("whole", false), (answer.Text, answer.Truncated));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("length", true)]
    [InlineData("max_tokens", true)]
    [InlineData("model_length", true)] // Mistral
    [InlineData("end_turn", false)]
    [InlineData("eos", false)]
    public async Task AskAsync_OfAnEndInAnotherServersWords_UnderstandsIt(string finish, bool truncated)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(
            Chunks.Text("text"), Chunks.Finish(finish), Chunks.Usage, Chunks.Done));

        var answer = await AskAsync(server);

        Assert.Equal(("text", truncated), (answer.Text, answer.Truncated));
    }

    [Fact]
    public async Task AskAsync_OfARefusal_Fails()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(
            200, """{"choices":[{"message":{"content":null,"refusal":"No."},"finish_reason":"stop"}]}"""));

        Assert.Equal("Model 'openai/gpt-4o' declined to answer; reword the idea or configure another model", (await FailAsync(server)).Message);
    }

    [Theory]
    [InlineData(400, "OpenRouter API rejected the request; check that model 'openai/gpt-4o' exists and accepts it")]
    [InlineData(401, "OpenRouter API key was refused; check OPENROUTER_API_KEY")]
    [InlineData(402, "OpenRouter API credit or key limit is used up; add credit or raise the limit, then retry")]
    [InlineData(403, null)]
    [InlineData(404, null)]
    [InlineData(413, null)]
    [InlineData(422, null)]
    public async Task AskAsync_OfATerminalStatus_AsksOnceAndLeaksNothing(int status, string? message)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(
            status, $$$$"""{"error":{"code":{{{{status}}}},"message":"bad key {{{{Key}}}} for {{{{Prompt}}}}","metadata":{"error_type":"{{{{Prompt}}}}"}}}"""));

        var thrown = await FailAsync(server);

        Assert.Equal(message ?? thrown.Message, thrown.Message);
        Assert.True(thrown.RetryAvailable);
        Assert.NotNull(thrown.FixFirst);
        Assert.DoesNotContain(Key, thrown.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Prompt, thrown.Reason, StringComparison.Ordinal);
        Assert.Null(thrown.Call);
        Assert.Single(server.Requests);
        Assert.Empty(_waits.Waits);
        Assert.DoesNotContain(Key, thrown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Prompt, thrown.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408, "OpenRouter API did not answer in time; retry later or raise LLM_TIMEOUT_SECONDS")]
    [InlineData(429, "OpenRouter API rate limit exceeded")]
    [InlineData(500, "OpenRouter API is unavailable; retry later")]
    [InlineData(503, "OpenRouter API is unavailable; retry later")]
    [InlineData(524, "OpenRouter API did not answer in time; retry later or raise LLM_TIMEOUT_SECONDS")]
    [InlineData(529, "OpenRouter API is unavailable; retry later")]
    public async Task AskAsync_OfAPassingStatus_TriesThreeTimes(int status, string message)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(status, "{}"));

        var thrown = await FailAsync(server);

        Assert.Equal((message, true), (thrown.Message, thrown.RetryAvailable));
        Assert.Equal(3, server.Requests.Count);
        Assert.Collection(
            _waits.Waits,
            wait => Assert.InRange(wait, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)),
            wait => Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task AskAsync_WhenTheProviderRecovers_Succeeds()
    {
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Status(502), ProviderServer.Events(Chunks.Text("partial")), ProviderServer.Events(Chunks.Answer("whole")));

        Assert.Equal("whole", (await AskAsync(server)).Text);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(429, "20", 20)]
    [InlineData(429, "60", 60)]
    [InlineData(503, "5", 5)]
    [InlineData(402, "3", 3)]
    [InlineData(429, "0", 0.5)]
    [InlineData(429, "junk", 0.5)]
    public async Task AskAsync_WithRetryAfter_WaitsThatLong(int status, string header, double seconds)
    {
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Status(status, "{}", ("Retry-After", header)), ProviderServer.Events(Chunks.Answer("later")));

        Assert.Equal("later", (await AskAsync(server)).Text);

        Assert.InRange(Assert.Single(_waits.Waits), TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds + 0.5));
    }

    [Fact]
    public async Task AskAsync_WithARetryAfterBeyondTheCap_GivesUpAtOnceAndLeavesTheRetryOpen()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(429, "{}", ("Retry-After", "86400")));

        var thrown = await FailAsync(server);

        Assert.Equal(("OpenRouter API rate limit exceeded", true), (thrown.Message, thrown.RetryAvailable));
        Assert.Single(server.Requests);
        Assert.Empty(_waits.Waits);
    }

    [Fact]
    public async Task AskAsync_WhenAttemptsWereChargedBeforeTheAnswer_SumsThem()
    {
        const string error = """{"model":"openai/gpt-4o","error":{"code":502},"usage":{"prompt_tokens":100,"completion_tokens":10,"cost":0.25}}""";
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Events(Chunks.Text("part"), error), ProviderServer.Status(503), ProviderServer.Events(Chunks.Answer("whole")));

        var answer = await AskAsync(server);

        Assert.Equal("whole", answer.Text);
        Assert.Equal((0.2512m, CostSource.Provider), (answer.Call.CostUsd, answer.Call.CostSource));
        Assert.Equal((110, 25, 135), (answer.Call.PromptTokens, answer.Call.CompletionTokens, answer.Call.TotalTokens));
    }

    [Fact]
    public async Task AskAsync_WhenAllAttemptsAreCharged_ReportsTheSumWithTheFailure()
    {
        const string error = """{"model":"openai/gpt-4o","error":{"code":502},"usage":{"prompt_tokens":100,"completion_tokens":10,"cost":0.25}}""";
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Text("part"), error));

        var thrown = await FailAsync(server);

        Assert.Equal((0.75m, 330, true), (thrown.Call?.CostUsd, thrown.Call?.TotalTokens, thrown.RetryAvailable));
    }

    [Fact]
    public async Task AskAsync_OfNonsense_SaysThatParsingFailed()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events("<html>"));

        Assert.Equal("LLM response parsing failed", (await FailAsync(server)).Message);
    }

    [Fact]
    public async Task AskAsync_WhenTheCallerGivesUpDuringAWait_Ends()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(503));
        var time = new TestClock(); // nobody moves it: the wait lasts
        using var source = new CancellationTokenSource();
        using var client = ClientFor(server, 300);
        var options = Options.Create(new LlmOptions());
        var logger = new FakeLogger<ChatModel>();
        var asking = new ChatModel(client, new CallLimiter(options), new CallBreakers(options, time), options, time, logger)
            .AnswerAsync(Question, source.Token);

        await logger.Collector.GetLogsAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AskAsync_BeyondTheConcurrencyLimit_Waits()
    {
        var release = new SemaphoreSlim(0);
        var arrived = new SemaphoreSlim(0);
        await using var server = await ProviderServer.StartAsync(async context =>
        {
            arrived.Release();
            await release.WaitAsync(context.RequestAborted);
            await ProviderServer.Events(Chunks.Answer("x"))(context);
        });
        using var client = ClientFor(server, 300);
        var options = Options.Create(new LlmOptions { MaxConcurrency = 2 });
        var model = new ChatModel(
            client, new CallLimiter(options), new CallBreakers(options, TimeProvider.System), options, TimeProvider.System, NullLogger<ChatModel>.Instance);
        var cancellation = TestContext.Current.CancellationToken;

        var asking = Enumerable.Range(0, 3).Select(_ => model.AnswerAsync(Question, cancellation)).ToList();
        await arrived.WaitAsync(cancellation);
        await arrived.WaitAsync(cancellation);
        Assert.Equal(2, server.Requests.Count);
        release.Release();
        await arrived.WaitAsync(cancellation);
        release.Release(2);

        Assert.All(await Task.WhenAll(asking), answer => Assert.Equal("x", answer.Text));
    }

    private static ModelQuestion Question { get; } = new(
        "openai/gpt-4o",
        [new ModelMessage("system", "Be brief"), new ModelMessage("user", Prompt)],
        Json: false,
        Temperature: 0.7f,
        MaxTokens: 4000,
        StepCalls.OriginOf(new StepRequest(Guid.NewGuid(), Guid.NewGuid(), 1, Step.Prd, 1, new StepMaterial(Prompt), [])));

    private static OpenRouterChatClient ClientFor(ProviderServer server, int timeoutSeconds) => new(
        Options.Create(new LlmOptions { ApiKey = Key, BaseUrl = server.BaseUrl, TimeoutSeconds = timeoutSeconds }), TimeProvider.System);

    [Fact]
    public async Task AskAsync_WithAFailedAttempt_MeasuresEachOfThem()
    {
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Status(429), ProviderServer.Events(Chunks.Answer("# Title\n\nText")));
        using var measured = new Measurements();

        await AskAsync(server);

        Assert.Equal(
            ["openai/gpt-4o answered PRD", "openai/gpt-4o rate_limited PRD"], measured.Of("aidev.model_call.duration").Keys.Order());
        Assert.Equal(
            new Dictionary<string, double> { ["input openai/gpt-4o PRD"] = 10, ["output openai/gpt-4o PRD"] = 15 }, measured.Of("aidev.model_call.tokens"));
        Assert.Equal(0.0012, measured.Of("aidev.model_call.cost_usd").Values.Sum(), precision: 9);
        Assert.Equal((0, 0), (measured.Of("aidev.model_calls.in_flight")[""], measured.Of("aidev.model_calls.waiting").GetValueOrDefault("")));
    }

    private async Task<ModelAnswer> AskAsync(ProviderServer server, int timeoutSeconds = 300)
    {
        using var client = ClientFor(server, timeoutSeconds);
        var options = Options.Create(new LlmOptions { TimeoutSeconds = timeoutSeconds });
        return await new ChatModel(
            client, new CallLimiter(options), new CallBreakers(options, _waits), options, _waits, NullLogger<ChatModel>.Instance).AnswerAsync(Question, TestContext.Current.CancellationToken);
    }

    private Task<FailedCallException> FailAsync(ProviderServer server, int timeoutSeconds = 300) =>
        Assert.ThrowsAsync<FailedCallException>(() => AskAsync(server, timeoutSeconds));
}
