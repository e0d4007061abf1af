using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.Gateway.Tests.FakeOpenRouter;

/// <summary>What the script can do, seen from a plain client.</summary>
public sealed class FakeBehaviourTests : IAsyncLifetime
{
    private FakeOpenRouterServer _fake = null!;
    private FakeClient _client = null!;

    /// <summary>Presets that end by themselves at once.</summary>
    public static TheoryData<string> QuickPresets() => [.. Presets.Names.Except(
        ["text", "raw-bytes", "rate-limited-until", "drip", "never-answers", "stalled", "comments-only", "held", "held-mid-answer",
            "held-before-finish", "reset", "slow-first-byte", "slow-first-token"])];

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeOpenRouterServer.StartAsync();
        _client = new FakeClient(_fake);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task Stream_Clean_GivesTextUsageAndDone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var expected = await _client.AskAsync(FakeClient.Prd(), cancellation);

        var answer = await _client.StreamAsync(FakeClient.Prd(), cancellation);

        var call = _fake.Log.Calls[1];
        Assert.Equal((expected, "stop", true), (answer.Text, answer.FinishReason, answer.Done));
        Assert.Equal(call.GenerationId, answer.Id);
        Assert.Equal(call.BilledUsd, answer.Usage!["cost"]!.GetValue<decimal>());
        Assert.Equal((call.PromptTokens * 2.50m / 1_000_000m) + (call.CompletionTokens * 10m / 1_000_000m), call.BilledUsd);
        Assert.Equal((CallOutcome.Completed, (long)expected.Length, _fake.Log.Calls[0].TextSha256), (call.Outcome, call.SentChars, call.TextSha256));
    }

    [Theory]
    [InlineData("split-utf8"), InlineData("crlf"), InlineData("two-data-lines"), InlineData("comments")]
    [InlineData("no-done"), InlineData("usage-with-finish")]
    public async Task Stream_OddlyFramed_GivesTheSameText(string preset)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var expected = await _client.AskAsync(FakeClient.Prd(), cancellation);
        _fake.Script.When(step: Steps.Prd).Answer(Presets.Read(preset));

        var answer = await _client.StreamAsync(FakeClient.Prd(), cancellation);

        Assert.Equal((expected, "stop", preset != "no-done"), (answer.Text, answer.FinishReason, answer.Done));
        Assert.NotNull(answer.Usage);
    }

    [Theory]
    [MemberData(nameof(QuickPresets))]
    public async Task Preset_Any_IsSentAndLoggedWithAnOutcome(string preset)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var arguments = new JsonObject { ["preset"] = preset };
        if (preset is "huge" or "gzip-bomb")
        {
            arguments["megabytes"] = 2;
        }

        if (preset == "failure")
        {
            arguments["status"] = 418;
        }

        if (preset == "replay")
        {
            arguments["recording"] = JsonNode.Parse("""{"status_line":"HTTP/1.1 200","headers":[],"body":"eA==","end":"whole"}""");
        }

        _fake.Script.When().Answer(Presets.Read(arguments));

        foreach (var stream in new[] { true, false })
        {
            using var response = await _client.SendAsync(FakeClient.Prd(), stream, cancellation);
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellation));

            Assert.DoesNotContain("The fake failed", body);
        }

        var calls = new[]
        {
            await _fake.Log.WaitForAsync(call => call is { Ordinal: 1, Outcome: not CallOutcome.InProgress }, cancellation),
            await _fake.Log.WaitForAsync(call => call is { Ordinal: 2, Outcome: not CallOutcome.InProgress }, cancellation),
        };
        Assert.All(calls, call => Assert.NotEqual(CallOutcome.ClientGone, call.Outcome));
        Assert.All(calls, call => Assert.True(call.Status == 200 || call.BilledUsd == 0m));
    }

    [Fact]
    public async Task Length_ThenContinuations_JoinToTheWholeDocument()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var whole = await _client.AskAsync(FakeClient.Prd(), cancellation);
        _fake.Script.When(step: Steps.Prd, nth: 1).Answer(Behaviours.Length(cutAt: 700), Behaviours.Length(cutAt: 900));
        var messages = FakeClient.Prd();
        var joined = "";
        var reasons = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            var part = await _client.StreamAsync(messages, cancellation);
            joined += part.Text;
            reasons.Add(part.FinishReason);
            messages.Add(new JsonObject { ["role"] = "assistant", ["content"] = part.Text.TrimEnd() });
            messages.Add(new JsonObject { ["role"] = "user", ["content"] = "Continue exactly where you stopped." });
        }

        Assert.Equal(whole, joined);
        Assert.Equal(["length", "length", "stop"], reasons);
        Assert.Equal([false, false, true, true], _fake.Log.Calls.Select(call => call.Continuation));
    }

    [Fact]
    public async Task MissingSections_ThenRepair_GivesTheWholeDocument()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _fake.Script.When(step: Steps.Prd, nth: 1).Answer(Behaviours.MissingSections(2));
        var messages = FakeClient.Prd();
        var faulty = await _client.AskAsync(messages, cancellation);
        messages.Add(new JsonObject { ["role"] = "assistant", ["content"] = faulty });
        messages.Add(new JsonObject { ["role"] = "user", ["content"] = "Section 7 is missing. Write the document again." });

        var repaired = await _client.AskAsync(messages, cancellation);

        Assert.DoesNotContain("## 6. Technical Constraints", faulty);
        Assert.StartsWith("# Product Requirements Document", repaired);
        Assert.Contains("## 7. Out of Scope", repaired);
    }

    [Fact]
    public async Task ErrorChunk_MidStream_SendsTextThenTheError()
    {
        _fake.Script.When(nth: 1).Answer(Behaviours.ErrorChunk(code: 503));

        var answer = await _client.StreamAsync(FakeClient.Prd(), TestContext.Current.CancellationToken);

        var call = _fake.Log.Calls[0];
        Assert.Equal(503, answer.Error!["code"]!.GetValue<int>());
        Assert.Equal((answer.Text.Length, "error"), (call.SentChars, call.FinishReason));
        Assert.NotEmpty(answer.Text);
        Assert.Null(answer.Usage);
    }

    [Fact]
    public async Task EofWithoutFinish_Streamed_EndsWithoutFinishReason()
    {
        _fake.Script.When(nth: 1).Answer(Behaviours.EofWithoutFinish(endAt: 300));

        var answer = await _client.StreamAsync(FakeClient.Prd(), TestContext.Current.CancellationToken);

        Assert.Equal((300, null, false), (answer.Text.Length, answer.FinishReason, answer.Done));
    }

    [Fact]
    public async Task Rules_ByNthAndMarker_AnswerOnlyThoseCalls()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _fake.Script.When(step: Steps.Prd, nth: 2, marker: "[[a]]").Answer(Behaviours.RateLimited(retryAfter: "1"), Behaviours.NoCredit());
        var statuses = new List<int>();
        foreach (var marker in new[] { "[[a]]", "[[b]]", "[[a]]", "[[b]]", "[[a]]", "[[a]]" })
        {
            using var response = await _client.SendAsync(FakeClient.Prd($"An idea {marker}"), stream: true, cancellation);
            statuses.Add((int)response.StatusCode);
            Assert.Equal((int)response.StatusCode == 429 ? "1" : null, response.Headers.RetryAfter?.ToString());
        }

        Assert.Equal([200, 200, 429, 200, 402, 200], statuses);
    }

    [Theory]
    [InlineData(HoldPoint.BeforeAnswer), InlineData(HoldPoint.MidAnswer), InlineData(HoldPoint.BeforeFinish)]
    public async Task Held_ThenReleased_GivesTheWholeAnswer(HoldPoint hold)
    {
        var cancellation = TestContext.Current.CancellationToken;
        _fake.Script.When(nth: 1).Answer(new Behaviour { Hold = hold });

        var asked = _client.StreamAsync(FakeClient.Prd(), cancellation);
        var held = await _fake.Script.WaitForHeldAsync(cancellation);
        Assert.Equal(CallOutcome.InProgress, Assert.Single(held).Outcome);
        Assert.Equal(1, _fake.Script.Release());

        Assert.Equal("stop", (await asked).FinishReason);
        Assert.Empty(_fake.Script.Held);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Held_ClientLeaves_IsLoggedWithWhatWasSent(bool midAnswer)
    {
        var cancellation = TestContext.Current.CancellationToken;
        _fake.Script.When(nth: 1).Answer(midAnswer ? Behaviours.HeldMidAnswer() : Behaviours.Held());
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        var asked = _client.StreamAsync(FakeClient.Prd(), leaving.Token);
        await _fake.Script.WaitForHeldAsync(cancellation);
        await leaving.CancelAsync();
        var call = await _fake.Log.WaitForAsync(call => call.Outcome != CallOutcome.InProgress, cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal(CallOutcome.ClientGone, call.Outcome);
        Assert.Equal((midAnswer, midAnswer), (call.SentChars > 0, call.BilledUsd > 0m));
    }

    [Fact]
    public async Task Reset_BeforeTheAnswer_BreaksTheConnection()
    {
        _fake.Script.When(nth: 1).Answer(Behaviours.Reset());

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            _client.SendAsync(FakeClient.Prd(), stream: true, TestContext.Current.CancellationToken));

        Assert.Equal(0, _fake.Log.Calls[0].Status);
    }

    [Fact]
    public async Task Generation_NotReadyAtFirst_ThenTellsWhatTheCallCost()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _client.AskAsync(FakeClient.Prd(), cancellation);
        var call = _fake.Log.Calls[0];
        _fake.Script.When(step: Steps.Generation, nth: 1).Answer(Behaviours.NoEndpoint());
        var address = $"{_fake.BaseAddress}/generation?id={call.GenerationId}";

        using var first = await _client.Http.GetAsync(address, cancellation);
        var second = JsonNode.Parse(await _client.Http.GetStringAsync(address, cancellation))!;

        Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);
        Assert.Equal(call.BilledUsd, second["data"]!["total_cost"]!.GetValue<decimal>());
        Assert.Equal(2, _fake.Log.Lookups.Count);
    }

    [Fact]
    public async Task Models_Always_ListPricesAsDecimalTextAndTheSentinel()
    {
        var list = JsonNode.Parse(await _client.Http.GetStringAsync(_fake.BaseAddress + "/models", TestContext.Current.CancellationToken))!;

        var prices = list["data"]!.AsArray().ToDictionary(model => model!["id"]!.GetValue<string>(), model => model!["pricing"]!["prompt"]!.GetValue<string>());
        Assert.Equal(("0.0000025", "0.00000015", "-1"), (prices["openai/gpt-4o"], prices["openai/gpt-4o-mini"], prices["openrouter/auto"]));
    }

    [Fact]
    public async Task Control_OverHttp_ScriptsHoldsReleasesLogsAndResets()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var root = _fake.BaseAddress.GetLeftPart(UriPartial.Authority);
        using var script = new StringContent("""
            {"clear":true,"rules":[{"step":"PRD","nth":1,"answer":[{"preset":"rate-limited","retry_after":"7"},{"preset":"held","model":"openai/gpt-4o-mini"}]}]}
            """);
        using var wrong = new StringContent("""{"step":"PRD","answer":"no-such-preset"}""");

        using var scripted = await _client.Http.PostAsync(root + "/__script", script, cancellation);
        using var refused = await _client.Http.PostAsync(root + "/__script", wrong, cancellation);
        using var limited = await _client.SendAsync(FakeClient.Prd(), stream: true, cancellation);
        var asked = _client.StreamAsync(FakeClient.Prd(), cancellation);
        var held = JsonNode.Parse(await _client.Http.GetStringAsync(root + "/__held?count=1", cancellation))!;
        using var released = await _client.Http.PostAsync(root + "/__release", null, cancellation);
        await asked;
        await _fake.Log.WaitForAsync(call => call is { Ordinal: 2, Outcome: CallOutcome.Completed }, cancellation);
        var log = JsonNode.Parse(await _client.Http.GetStringAsync(root + "/__log?step=PRD&after=1&bodies=true", cancellation))!;
        var brief = JsonNode.Parse(await _client.Http.GetStringAsync(root + "/__log", cancellation))!;
        using var reset = await _client.Http.PostAsync(root + "/__reset", null, cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (scripted.StatusCode, refused.StatusCode));
        Assert.Equal("7", limited.Headers.RetryAfter?.ToString());
        Assert.Equal(1, held["held"]!.GetValue<int>());
        var call = Assert.Single(log["calls"]!.AsArray())!;
        Assert.Equal(("openai/gpt-4o-mini", "completed"), (call["answered_by"]!.GetValue<string>(), call["outcome"]!.GetValue<string>()));
        Assert.Contains("requirement documents", call["messages"]![0]!["text"]!.GetValue<string>());
        Assert.Equal((2, null), (brief["count"]!.GetValue<int>(), brief["calls"]![0]!["body"]));
        Assert.Empty(_fake.Log.Calls);
    }

    [Fact]
    public async Task Stalled_WhenTheFakeStops_DoesNotHoldItUp()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var fake = await FakeOpenRouterServer.StartAsync();
        using var client = new FakeClient(fake);
        fake.Script.When().Answer(Behaviours.Stalled());
        var asked = client.StreamAsync(FakeClient.Prd(), cancellation);
        await fake.Script.WaitForHeldAsync(cancellation);

        await fake.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => asked);
    }
}
