using System.Text.Json;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Replay;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>Refusals over the real client and the fake provider: what is asked again, how often, and what is remembered.</summary>
public sealed class RefusedMemberTests : IAsyncLifetime
{
    private readonly RecordingLedger _ledger = new();
    private readonly TestClock _time = new(instant: true);
    private readonly FakeLogger<ChatModel> _log = new();
    private FakeOpenRouterServer _fake = null!;
    private ModelCatalogue _catalogue = null!;
    private LlmOptions _settings = null!;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeOpenRouterServer.StartAsync();
        _settings = new LlmOptions { ApiKey = "sk-or-v1-0123456789", BaseUrl = _fake.BaseAddress.AbsoluteUri, MaxRetries = 0 };
        var options = Options.Create(_settings);
        _catalogue = new ModelCatalogue(new ProviderLookups(options), options, _time, new FakeLogger<ModelCatalogue>());
    }

    public ValueTask DisposeAsync() => _fake.DisposeAsync();

    [Theory]
    [InlineData("20", "max_tokens", "max_completion_tokens")]
    [InlineData("21", "temperature", null)]
    [InlineData("22", "response_format", null)]
    [InlineData("23", "stream_options", null)]
    public async Task AskAsync_OfARefusedMember_AsksWithoutItAndRemembersIt(string file, string member, string? instead)
    {
        Answer(Behaviours.Replay(WireCase.Answer(file)), Behaviours.Clean(), Behaviours.Clean());

        await AskAsync();
        await AskAsync();

        var bodies = Bodies();
        Assert.Equal([true, false, false], bodies.Select(body => body.TryGetProperty(member, out _)));
        Assert.Equal(instead is null ? [false, false, false] : [false, true, true], bodies.Select(body => instead is not null && body.TryGetProperty(instead, out _)));
        Assert.Equal((AttemptStatus.Failed, "bad_request"), (_ledger.Attempts[0].End!.Status, _ledger.Attempts[0].End!.ErrorClass));
        Assert.Contains(member, _ledger.Attempts[0].End!.Reason, StringComparison.Ordinal);
        Assert.Equal([AttemptStatus.Answered, AttemptStatus.Answered], _ledger.Attempts.Skip(1).Select(attempt => attempt.End!.Status));
        Assert.Contains(LogLines, line => line.Contains($"without '{member}'", StringComparison.Ordinal) && line.Contains(_fake.BaseAddress.Authority, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AskAsync_OfARefusalOfYesterday_TriesTheMemberAgain()
    {
        Answer(Behaviours.Replay(WireCase.Answer("21")), Behaviours.Clean(), Behaviours.Clean());

        await AskAsync();
        _time.Advance(TimeSpan.FromHours(25));
        await AskAsync();

        Assert.Equal([true, false, true], Bodies().Select(body => body.TryGetProperty("temperature", out _)));
    }

    [Fact]
    public async Task AskAsync_OfAnotherModel_KnowsNothingOfTheRefusal()
    {
        Answer(Behaviours.Replay(WireCase.Answer("21")), Behaviours.Clean(), Behaviours.Clean());

        await AskAsync();
        await AskAsync(model: "other/model");

        Assert.Equal([true, false, true], Bodies().Select(body => body.TryGetProperty("temperature", out _)));
    }

    [Theory]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"`temperature` is deprecated for this model."}}""", "temperature")]
    [InlineData(422, """{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}""", "stream_options")]
    [InlineData(400, """{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"JSON mode is not supported\"}}","provider_name":"X"}}}""", "response_format")]
    [InlineData(500, """{"error":{"code":500,"message":"response_format is not supported by this template","type":"server_error"}}""", "response_format")]
    [InlineData(200, """{"error":"'response_format.type' must be 'json_schema' or 'text'"}""", "response_format")]
    public async Task AskAsync_OfARefusalInAnotherDialect_AsksWithoutTheMember(int status, string body, string member)
    {
        Answer(Refusal(body, status), Behaviours.Clean());

        await AskAsync();

        Assert.Equal([true, false], Bodies().Select(sent => sent.TryGetProperty(member, out _)));
    }

    [Theory]
    [InlineData("""{"error":"System role not supported"}""")]
    [InlineData("""[{"error":{"code":400,"message":"Developer instruction is not enabled for models/gemma-3-27b-it","status":"INVALID_ARGUMENT"}}]""")]
    [InlineData("""{"error":{"message":"Unsupported value: 'messages[0].role' does not support 'system' with this model.","param":"messages[0].role","code":"unsupported_value"}}""")]
    public async Task AskAsync_WhereThereIsNoSystem_PutsItBeforeTheUsersText(string body)
    {
        Answer(Refusal(body), Behaviours.Clean());

        await AskAsync();

        var messages = Bodies()[^1].GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(("user", "Be brief\n\nAn idea"), (Assert.Single(messages).GetProperty("role").GetString(), messages[0].GetProperty("content").GetString()));
    }

    [Fact]
    public async Task AskAsync_OfSeveralRefusals_LeavesOutEachOnceWithoutCountingThemAsRetries()
    {
        Answer(
            Behaviours.Replay(WireCase.Answer("20")), Behaviours.Replay(WireCase.Answer("21")), Behaviours.Replay(WireCase.Answer("22")),
            Behaviours.Replay(WireCase.Answer("23")), Refusal("""{"error":"Unknown argument: max_completion_tokens"}"""), Behaviours.Clean());

        await AskAsync(); // with no retries at all

        var last = Bodies()[^1];
        Assert.Equal(["model", "messages", "stream"], last.EnumerateObject().Select(member => member.Name));
        Assert.Equal(6, _ledger.Attempts.Count);
    }

    [Theory]
    [InlineData("21", "does not take 'temperature' for model 'openai/gpt-4o'; configure another model with SMART_DETECTION_MODEL")]
    [InlineData("22", "does not take 'response_format' for model 'openai/gpt-4o'; set LLM_JSON_MODE=false")]
    [InlineData("23", "does not take 'stream_options' for model 'openai/gpt-4o'; set LLM_USAGE=false")]
    public async Task AskAsync_OfAServerThatRefusesItAllTheSame_NamesMemberAndSetting(string file, string message)
    {
        Answer(Behaviours.Replay(WireCase.Answer(file)));

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync());

        Assert.Equal($"{_fake.BaseAddress.Authority} API {message}", thrown.Message);
        Assert.Equal(2, _ledger.Attempts.Count);
        Assert.NotNull(thrown.FixFirst);
    }

    [Fact]
    public async Task AskAsync_OfALimitAboveTheContext_AsksForLessOfTheSamePrompt()
    {
        Answer(Behaviours.Replay(WireCase.Answer("24")), Behaviours.Clean());

        await AskAsync(maxTokens: 8000);

        var bodies = Bodies();
        Assert.Equal([8000, 6692], bodies.Select(body => body.GetProperty("max_tokens").GetInt32()));
        Assert.True(JsonElement.DeepEquals(bodies[0].GetProperty("messages"), bodies[1].GetProperty("messages")));
        Assert.Equal(8192, _catalogue.LimitsOf("openai/gpt-4o").ContextLength); // known for the next call
    }

    [Fact]
    public async Task AskAsync_OfAPromptThatFitsInNoWay_SaysSoWithTheReason()
    {
        Answer(Behaviours.Replay(WireCase.Answer("66")));

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync());

        Assert.Equal("The prompt is too long for model 'openai/gpt-4o'; configure a model with a larger context", thrown.Message);
        Assert.Equal("prompt_too_long", Assert.Single(_ledger.Attempts).End!.ErrorClass);
        Assert.Contains("4096", _ledger.Attempts[0].End!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("67", "wrong_address")]
    [InlineData("68", "wrong_address")]
    public async Task AskAsync_OfAPageOrARouteThatIsNotThere_PointsToTheAddress(string file, string errorClass)
    {
        _settings.MaxRetries = 2;
        Answer(Behaviours.Replay(WireCase.Answer(file)));

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync());

        Assert.Contains("OPENROUTER_BASE_URL", thrown.Message, StringComparison.Ordinal);
        Assert.StartsWith(_fake.BaseAddress.Authority, thrown.Message, StringComparison.Ordinal);
        Assert.Equal((AttemptStatus.Failed, errorClass), (Assert.Single(_ledger.Attempts).End!.Status, _ledger.Attempts[0].End!.ErrorClass));
    }

    [Theory]
    [InlineData(3000, 2)]
    [InlineData(200, 1)] // of no use
    public async Task AskAsync_OfCreditForFewerTokens_AsksForThemOnce(int affordable, int attempts)
    {
        Answer(Refusal(
            $$$"""{"error":{"code":402,"message":"This request requires more credits, or fewer max_tokens. You requested up to 8000 tokens, but can only afford {{{affordable}}}."}}""", 402));

        await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(maxTokens: 8000));

        Assert.Equal(attempts, _ledger.Attempts.Count);
        Assert.Equal(attempts == 2 ? [8000, affordable] : [8000], Bodies().Select(body => body.GetProperty("max_tokens").GetInt32()));
        Assert.Null(_catalogue.LimitsOf("openai/gpt-4o").MaxCompletionTokens); // of the account, not of the model
    }

    [Fact]
    public async Task AskAsync_WhereTheWiderAllowanceIsRefused_SpendsNoSecondTimeOnTheSmallOne()
    {
        var thinks = Stream("""{"choices":[{"delta":{"reasoning":"hm"}}]}""", Chunks.Finish("length"));
        Answer(thinks, Refusal("""{"error":{"message":"max_tokens is too large: 2000. This model supports at most 1000 completion tokens"}}"""), thinks);

        var first = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync());
        var second = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync());

        Assert.Contains("on reasoning", first.Message, StringComparison.Ordinal);
        Assert.Contains("on reasoning", second.Message, StringComparison.Ordinal);
        Assert.Equal([1000, 2000, 1000], Bodies().Select(body => body.GetProperty("max_tokens").GetInt32())); // the limit is known the second time
    }

    [Theory]
    [InlineData("""["max_tokens","temperature","response_format"]""", "max_tokens,temperature,response_format")]
    [InlineData("""["max_completion_tokens","structured_outputs"]""", "max_completion_tokens,response_format")]
    [InlineData("""["tools"]""", "")]
    [InlineData("""[]""", "max_tokens,temperature,response_format")]
    [InlineData("null", "max_tokens,temperature,response_format")]
    public async Task AskAsync_OfAModelWhoseParametersAreListed_SendsThose(string parameters, string expected)
    {
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Status(200, $$"""{"data":[{"id":"openai/gpt-4o","supported_parameters":{{parameters}}}]}"""), ProviderServer.Events(Chunks.Answer("x")));
        _settings.BaseUrl = server.BaseUrl;
        var options = Options.Create(_settings);
        using var lookups = new ProviderLookups(options);
        using var catalogue = new ModelCatalogue(lookups, options, _time, new FakeLogger<ModelCatalogue>());
        await catalogue.FetchAsync(TestContext.Current.CancellationToken);

        await AskAsync(catalogue: catalogue);

        using var body = JsonDocument.Parse(server.Requests.Last().Body);
        string[] optional = ["max_tokens", "max_completion_tokens", "temperature", "response_format"];
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), optional.Where(name => body.RootElement.TryGetProperty(name, out _)).Order());
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(2047, true)]
    [InlineData(9000, false)]
    [InlineData(1, false)]
    [InlineData(0, false)]
    public async Task AskAsync_OfAPromptThatWasCutInSilence_IsNoAnswerAndNotAskedAgain(int promptTokens, bool cut)
    {
        _settings.MaxRetries = 2;
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(
            Chunks.Text("A fine answer to half of it"), Chunks.Stop,
            Chunks.UsageOf($$"""{"prompt_tokens":{{promptTokens}},"completion_tokens":20,"cost":0.25}"""), Chunks.Done));
        _settings.BaseUrl = server.BaseUrl;
        var idea = string.Concat(Enumerable.Repeat("as in a text ", 3000));

        if (!cut)
        {
            Assert.Equal("A fine answer to half of it", (await AskAsync(idea: idea)).Text);
            return;
        }

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(idea: idea));

        Assert.Contains("num_ctx", thrown.Message, StringComparison.Ordinal);
        Assert.NotNull(thrown.FixFirst);
        var end = Assert.Single(_ledger.Attempts).End!;
        Assert.Equal((AttemptStatus.Failed, "prompt_cut", 0.25m), (end.Status, end.ErrorClass, end.Call?.CostUsd)); // it is paid all the same
        Assert.Contains($"{promptTokens} prompt tokens", end.Reason, StringComparison.Ordinal);
        Assert.Equal(0.25m, thrown.Call?.CostUsd);
    }

    [Fact]
    public async Task AskAsync_OfARefusal_KeepsTheProvidersReasonWithoutSecrets()
    {
        Answer(Refusal("""{"error":{"code":403,"message":"Key sk-or-v1-0123456789 at https://u:pw12345@x may not read: An idea which nobody else should see in a log"}}""", 403));

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(idea: "An idea which nobody else should see in a log"));

        foreach (var text in new[] { Assert.Single(_ledger.Attempts).End!.Reason!, thrown.Reason!, thrown.ToString(), string.Join('\n', LogLines) })
        {
            Assert.DoesNotContain("0123456789", text, StringComparison.Ordinal);
            Assert.DoesNotContain("pw12345", text, StringComparison.Ordinal);
            Assert.DoesNotContain("nobody else", text, StringComparison.Ordinal);
        }

        Assert.Contains("may not read", thrown.Reason, StringComparison.Ordinal);
    }

    private static Behaviour Stream(params string[] payloads) => Behaviours.Replay(
        Recording.Of("text/event-stream", string.Concat(payloads.Select(payload => $"data: {payload}\n\n"))));

    private static Behaviour Refusal(string body, int status = 400) => Behaviours.Replay(
        Recording.Of("application/json", body) with { StatusLine = $"HTTP/1.1 {status}" });

    private void Answer(params Behaviour[] behaviours) => _fake.Script.When().Answer(behaviours);

    private List<JsonElement> Bodies() => [.. _fake.Log.Calls.Select(call =>
    {
        using var body = JsonDocument.Parse(call.Body!);
        return body.RootElement.Clone();
    })];

    private async Task<ModelAnswer> AskAsync(int maxTokens = 1000, string idea = "An idea", string model = "openai/gpt-4o", ModelCatalogue? catalogue = null)
    {
        var options = Options.Create(_settings);
        var limiter = new CallLimiter(options);
        using var client = new OpenRouterChatClient(options, TimeProvider.System, limiter);
        var question = new ModelQuestion(
            model, [new ModelMessage("system", "Be brief"), new ModelMessage("user", idea)], Json: true, Temperature: 0.3f, maxTokens,
            StepCalls.OriginOf(new StepRequest(Guid.NewGuid(), Guid.NewGuid(), 1, Step.SmartDetection, 1, new StepMaterial(idea), [])));
        return await new ChatModel(
            client, limiter, new CallBreakers(options, _time), options, _time, _log, ledger: _ledger, catalogue: catalogue ?? _catalogue)
            .AnswerAsync(question, TestContext.Current.CancellationToken);
    }

    private IReadOnlyList<string> LogLines => [.. _log.Collector.GetSnapshot().Select(entry => entry.Message + entry.Exception)];
}
