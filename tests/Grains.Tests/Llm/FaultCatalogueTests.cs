using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using Steps = AiDevFramework.FakeOpenRouter.Steps;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>What may go wrong with a model, D1 to D20 of the fault catalogue, and what whole runs make of it.</summary>
[Trait("Runs", "Long")]
public sealed class FaultCatalogueTests(ModelRuns runs) : IClassFixture<ModelRuns>
{
    /// <summary>Users hear of the provider by its address.</summary>
    private string Address => runs.Provider.BaseAddress.Authority;

    private string RateLimit => $"{Address} API rate limit exceeded";

    private string TimedOut => $"{Address} API did not answer in time; retry later or raise LLM_TIMEOUT_SECONDS";

    private string Unavailable => UnavailableAt(Address);

    [Theory(Timeout = 120_000)]
    [InlineData("1", 1)]
    [InlineData("date", 1)]
    [InlineData("junk", 0)]
    [InlineData(null, 0)]
    public async Task D1_RateLimited_WaitsAsLongAsItIsTold(string? retryAfter, int seconds)
    {
        var limited = retryAfter == "date"
            ? Behaviours.RateLimitedUntil(TimeProvider.System.GetUtcNow().AddSeconds(4))
            : Behaviours.RateLimited(retryAfter);

        var run = await runs.Create().Next(Steps.SmartDetection, limited).RunAsync();

        run.AssertCompleted();
        var calls = run.AskedFor(Steps.SmartDetection);
        Assert.Equal([429, 200], calls.Select(call => call.Status));
        Assert.True(calls[1].StartedAt - calls[0].FinishedAt >= TimeSpan.FromSeconds(seconds));
    }

    [Fact(Timeout = 120_000)]
    public async Task D1_RateLimitedForADay_FailsAtOnceAndLeavesTheRetryOpen()
    {
        var run = await runs.Create().Next(Steps.Prd, Behaviours.RateLimited("86400")).RunAsync();

        Assert.Equal(RateLimit, run.AssertFailed(fixFirst: false));
        Assert.Single(run.AskedFor(Steps.Prd));
        Assert.Equal("phase_failed workflow_failed", string.Join(' ', run.Events.TakeLast(2).Select(item => item.Type)));
        (await run.RetryAsync()).AssertCompleted();
    }

    [Fact(Timeout = 120_000)]
    public async Task D2_NoCredit_StopsAtOnceAndSpendsNothingMore()
    {
        var run = await runs.Create().Always(Steps.Prd, Behaviours.NoCredit()).RunAsync();

        Assert.Equal($"{Address} API credit or key limit is used up; add credit or raise the limit, then retry", run.AssertFailed(fixFirst: true));
        Assert.Single(run.AskedFor(Steps.Prd));
        Assert.Empty(run.AskedFor(Steps.TechStack));
    }

    [Fact(Timeout = 120_000)]
    public async Task D2_CreditBoundByCallsInFlight_WaitsForIt()
    {
        var run = await runs.Create().Next(Steps.Prd, Behaviours.BudgetInFlight("1")).RunAsync();

        run.AssertCompleted();
        Assert.Equal([402, 200], run.AskedFor(Steps.Prd).Select(call => call.Status));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("unauthorized")]
    [InlineData("moderated")]
    [InlineData("forbidden")]
    public async Task D3_Refused_IsNotAskedAgainAndEchoesNoKey(string kind)
    {
        var refused = kind switch
        {
            "unauthorized" => Behaviours.Failure(401, $"Invalid key {ModelRuns.Key}", ModelRuns.Key),
            "moderated" => Behaviours.Moderated(),
            _ => Behaviours.Failure(403, $"Key {ModelRuns.Key} may not", "permission_denied"),
        };

        var run = await runs.Create().Always(Steps.Prd, refused).RunAsync();

        var error = run.AssertFailed(fixFirst: true);
        Assert.Single(run.AskedFor(Steps.Prd));
        Assert.DoesNotContain(ModelRuns.Key, error, StringComparison.Ordinal);
        Assert.All(run.Events, item => Assert.DoesNotContain(ModelRuns.Key, item.Payload.ToString(), StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task D4_Flapping_IsAskedAgainAndEndsSomeTime()
    {
        var flapping = await runs.Create()
            .Next(Steps.Prd, Behaviours.ServerError(), Behaviours.HtmlBadGateway(), Behaviours.Clean())
            .Next(Steps.TechStack, Behaviours.Overloaded(), Behaviours.Unavailable("1")).RunAsync();
        var dead = await runs.Create().Always(Steps.Prd, Behaviours.Unavailable()).RunAsync();

        flapping.AssertCompleted();
        Assert.Equal([500, 502, 200], flapping.AskedFor(Steps.Prd).Select(call => call.Status));
        Assert.Equal([529, 503, 200], flapping.AskedFor(Steps.TechStack).Select(call => call.Status));
        Assert.Equal(Unavailable, dead.AssertFailed(fixFirst: false));
        Assert.Equal(3, dead.AskedFor(Steps.Prd).Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task D4_AnOutage_OpensTheBreakerAndOneCallTriesTheModel()
    {
        await using var silo = new ModelRuns(("LLM_BREAKER_SECONDS", "1"), ("LLM_BREAKER_CALLS", "3"), ("SMART_DETECTION_MODEL", "openai/gpt-4o"));
        await silo.InitializeAsync();
        silo.Provider.Script.When(nth: 1).Answer(
            Behaviours.BadGateway(), Behaviours.BadGateway(), Behaviours.BadGateway(), Behaviours.SlowFirstByte(500));

        Assert.Equal(UnavailableAt(silo.Provider.BaseAddress.Authority), (await silo.Create().RunAsync()).AssertFailed(fixFirst: false));
        var waiting = Enumerable.Range(0, 8).Select(_ => silo.Create()).ToList();
        await Task.WhenAll(waiting.Select(run => run.RunAsync()));

        Assert.All(waiting, run => run.AssertCompleted());
        var probe = silo.Provider.Log.Calls.Single(call => call.Behaviour == "slow-first-byte");
        var failed = silo.Provider.Log.Calls.Where(call => call.Status == 502).ToList();
        Assert.True(probe.StartedAt - failed.Max(call => call.StartedAt) >= TimeSpan.FromSeconds(0.9));
        Assert.DoesNotContain(silo.Provider.Log.Calls, call => call.StartedAt > probe.StartedAt && call.StartedAt < probe.FinishedAt);
    }

    [Fact(Timeout = 120_000)]
    public async Task D5_AcceptsAndNeverAnswers_EndsAtTheFirstTokenLimit()
    {
        var run = await runs.Create()
            .Next(Steps.Prd, Behaviours.NeverAnswers(), Behaviours.RequestTimeout(), Behaviours.Clean())
            .Always(Steps.TechStack, Behaviours.NeverAnswers()).RunAsync();

        Assert.Equal(TimedOut, run.AssertFailed(fixFirst: false));
        Assert.Equal([0, 408, 200], run.AskedFor(Steps.Prd).Select(call => call.Status));
        Assert.Equal(3, run.AskedFor(Steps.TechStack).Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task D6_ByteByByteOrOnlyComments_CountsTokensNotBytes()
    {
        var run = await runs.Create()
            .Next(Steps.Prd, Behaviours.Drip(bytes: 1, delayMs: 100), Behaviours.CommentsOnly(everyMs: 50), Behaviours.Clean())
            .Next(Steps.TechStack, Behaviours.Stalled()).RunAsync();

        run.AssertCompleted();
        Assert.Equal(["drip", "comments-only", "clean"], run.AskedFor(Steps.Prd).Select(call => call.Behaviour));
        Assert.All(run.AskedFor(Steps.Prd).Take(2), call => Assert.Equal(CallOutcome.ClientGone, call.Outcome));
    }

    [Fact(Timeout = 120_000)]
    public async Task D7_AnErrorInsideA200_IsAFailureAndItsTextIsNotStored()
    {
        var body = Behaviours.RawBytes("""{"error":{"code":502,"message":"Provider returned error"}}"""u8.ToArray(), "application/json");
        var run = await runs.Create().Next(Steps.Prd, Behaviours.ErrorChunk(), body, Behaviours.Clean()).RunAsync();
        var dead = await runs.Create().Always(Steps.Prd, Behaviours.ErrorChunk(code: 429)).RunAsync();

        run.AssertCompleted();
        Assert.Equal(run.AskedFor(Steps.Prd)[2].Text!.Trim(), Document(run, DocumentType.Prd).Trim());
        Assert.Equal(RateLimit, dead.AssertFailed(fixFirst: false));
        Assert.Empty(dead.State.Documents);
    }

    [Fact(Timeout = 120_000)]
    public async Task D8_AnEndWithoutAFinish_IsNeverASuccess()
    {
        var run = await runs.Create().Next(Steps.Prd, Behaviours.EofWithoutFinish(), Behaviours.Reset(endAt: 300), Behaviours.Clean()).RunAsync();
        var whole = await runs.Create().Always(Steps.Prd, Behaviours.EofWithoutFinish(endAt: int.MaxValue)).RunAsync(); // all of the text, no finish

        Assert.Equal(3, run.AssertCompleted().AskedFor(Steps.Prd).Count);
        Assert.Equal("LLM response ended before it was complete; retry later", whole.AssertFailed(fixFirst: false));
        Assert.Empty(whole.State.Documents);
    }

    [Fact(Timeout = 120_000)]
    public async Task D9_CutByLength_IsContinuedAndJoinedOrFails()
    {
        var run = await runs.Create().Next(Steps.Prd, Behaviours.Length(900), Behaviours.Length(700)).RunAsync();
        var endless = await runs.Create().Always(Steps.Prd, Behaviours.Length(300)).RunAsync();

        var parts = run.AssertCompleted().AskedFor(Steps.Prd);
        Assert.Equal(["length", "length", "stop"], parts.Select(call => call.FinishReason));
        Assert.Equal(string.Concat(parts.Select(call => call.Text)).Trim(), Document(run, DocumentType.Prd).Trim());
        Assert.Equal("The model's document was still unfinished after 3 continuations.", endless.AssertFailed(fixFirst: false));
        Assert.Empty(endless.State.Documents);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("wrong-json")]
    [InlineData("schema-invalid-json")]
    [InlineData("deep-json")]
    [InlineData("huge-number")]
    public async Task D10_UnusableJson_IsRepairedOnceAndElseDecidedByTheRuleWithItsTextKept(string preset)
    {
        var behaviour = preset == "deep-json" ? Behaviours.DeepJson(1500) : Presets.Read(preset); // all of it: more would be cut by length
        var mended = await runs.Create().Next(Steps.SmartDetection, behaviour).RunAsync();
        var broken = await runs.Create().Always(Steps.SmartDetection, Behaviours.WrongJson()).Always(Steps.ApproachDetection, Behaviours.WrongJson()).RunAsync();

        var calls = mended.AssertCompleted().AskedFor(Steps.SmartDetection);
        Assert.Equal([false, true], calls.Select(call => call.FollowsUp));
        var kept = broken.AssertCompleted().State.Calls;
        Assert.Equal([CallVerdict.Repair, CallVerdict.Accepted], kept.Where(call => call.Step is Step.SmartDetection).Select(call => call.Verdict));
        Assert.Equal([CallVerdict.Accepted], kept.Where(call => call.Step is Step.ApproachDetection).Select(call => call.Verdict));
        Assert.All(
            kept.Where(call => call.Step is Step.SmartDetection or Step.ApproachDetection),
            call => Assert.Equal((Behaviours.WrongJson().Text, true), (call.Output, call.Complaint is not null)));
        AssertMoney(broken);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("fenced")]
    [InlineData("leading-prose")]
    [InlineData("trailing-prose")]
    [InlineData("duplicate-keys")]
    public async Task D10_JsonWithSomethingAroundIt_IsRead(string preset)
    {
        var run = await runs.Create().Next(Steps.SmartDetection, Presets.Read(preset)).RunAsync();

        Assert.Single(run.AssertCompleted().AskedFor(Steps.SmartDetection));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("empty-stop", "LLM response was empty", false)]
    [InlineData("null-content", "LLM response was empty", false)]
    [InlineData("whitespace", "LLM response was empty", false)]
    [InlineData("no-choices", "LLM response ended before it was complete; retry later", false)]
    [InlineData("refusal", "Model 'openai/gpt-4o' declined to answer; reword the idea or configure another model", true)]
    [InlineData("content-filter", "Model 'openai/gpt-4o' declined to answer; reword the idea or configure another model", true)]
    public async Task D11_NothingOrARefusal_IsNoDocument(string preset, string message, bool fixFirst)
    {
        var run = await runs.Create().Always(Steps.Prd, Presets.Read(preset)).RunAsync();

        Assert.Equal(message, run.AssertFailed(fixFirst));
        Assert.Empty(run.State.Documents);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("huge")]
    [InlineData("gzip-bomb")]
    public async Task D12_AFloodOfText_IsCutAtTheCap(string preset)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var run = await runs.Create().Always(Steps.Prd, Presets.Read(preset)).RunAsync();

        Assert.Contains(run.AssertFailed(fixFirst: false), (string[])["LLM response was too large", "LLM response parsing failed", "LLM response ended before it was complete; retry later"]);
        Assert.Empty(run.State.Documents);
        Assert.All(run.AskedFor(Steps.Prd), call => Assert.True(preset == "gzip-bomb" || call.SentChars < 50 * 1024 * 1024, $"{call.SentChars} characters"));
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 100_000_000);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("nul")]
    [InlineData("lone-surrogates")]
    [InlineData("bidi")]
    [InlineData("bom")]
    [InlineData("invalid-utf8")]
    [InlineData("split-utf8")]
    public async Task D13_TextThatIsHardToStore_IsCleanedAndElseUntouched(string preset)
    {
        var run = await runs.Create().Next(Steps.Prd, Presets.Read(preset)).RunAsync();

        var document = Document(run.AssertCompleted(), DocumentType.Prd);
        Assert.DoesNotContain('\0', document);
        Assert.True(document.EnumerateRunes().All(rune => rune.Value != 0xFFFD || preset == "invalid-utf8"));
        var sent = run.AskedFor(Steps.Prd)[^1].Text!.Replace("\0", "", StringComparison.Ordinal)
            .Replace("\ud83d", "", StringComparison.Ordinal)
            .Replace("\ude00", "", StringComparison.Ordinal)
            .TrimStart('\ufeff')
            .Trim();
        if (preset != "invalid-utf8")
        {
            Assert.EndsWith(document.Trim(), sent, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task D14_ScriptsAndLinks_StayTextOfTheDocument()
    {
        var run = await runs.Create().Next(Steps.Prd, Behaviours.Hostile()).RunAsync();

        Assert.Contains(Behaviours.Hostile().After.Trim(), Document(run.AssertCompleted(), DocumentType.Prd), StringComparison.Ordinal);
        Assert.Contains("{{constructor}}", run.AskedFor(Steps.TechStack)[0].Messages![^1].Text, StringComparison.Ordinal); // never filled in
    }

    [Theory(Timeout = 120_000)]
    [InlineData("no-usage", CostSource.Unknown)]
    [InlineData("negative-usage", CostSource.Unknown)]
    [InlineData("absurd-usage", CostSource.Unknown)]
    [InlineData("mismatched-usage", CostSource.Provider)]
    [InlineData("string-usage", CostSource.Provider)]
    [InlineData("cost-null", CostSource.PriceTable)]
    [InlineData("byok", CostSource.Provider)]
    public async Task D15_UsageThatIsMissingOrWrong_NeverMakesAWrongSum(string preset, object source)
    {
        var run = await runs.Create().Next(Steps.Prd, Presets.Read(preset)).RunAsync();

        var call = run.AssertCompleted().State.Calls.Single(call => call.Step is Step.Prd).Call;
        Assert.Equal(source, call.CostSource);
        Assert.True(call.CostUsd is null or >= 0 && call is { PromptTokens: >= 0, CompletionTokens: >= 0 });
        Assert.Equal(call.PromptTokens + call.CompletionTokens, call.TotalTokens);
        Assert.Equal(call.CostUsd is null, run.Project.Metadata.TotalCostUsd is null); // unknown, never 0
        if (call.CostUsd is not null)
        {
            AssertMoney(run);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task D16_AnotherModelAnswers_IsNamedAndPricedAsThat()
    {
        var run = await runs.Create()
            .Next(Steps.Prd, Behaviours.OtherModel("anthropic/claude-3-haiku") with { Usage = UsageKind.CostNull })
            .Next(Steps.TechStack, Behaviours.UnpricedModel() with { Usage = UsageKind.CostNull }).RunAsync();

        var calls = run.AssertCompleted().State.Calls;
        var haiku = calls.Single(call => call.Step is Step.Prd).Call;
        Assert.Equal(("anthropic/claude-3-haiku", Math.Round(run.AskedFor(Steps.Prd)[0].BilledUsd!.Value, 6)), (haiku.Model, haiku.CostUsd));
        var unlisted = calls.Single(call => call.Step is Step.TechStack).Call;
        Assert.Equal(("unlisted/experimental-1", null, CostSource.Unknown), (unlisted.Model, unlisted.CostUsd, unlisted.CostSource));
        Assert.Null(run.Project.Metadata.TotalCostUsd);
    }

    [Fact(Timeout = 120_000)]
    public async Task D17_ARedirect_IsNotFollowed()
    {
        var elsewhere = new Uri(runs.Provider.BaseAddress, "/api/v1/chat/completions?elsewhere").AbsoluteUri;
        var run = await runs.Create().Always(Steps.Prd, Behaviours.Redirect(elsewhere)).RunAsync();

        Assert.Equal($"{Address} API answered with a redirect, which is not followed; check OPENROUTER_BASE_URL", run.AssertFailed(fixFirst: true));
        Assert.Single(run.AskedFor(Steps.Prd));
    }

    [Fact(Timeout = 120_000)]
    public async Task D18_AnAnswerAfterItsTime_IsIgnored()
    {
        var late = Behaviours.Held() with { Variant = 1 };
        var running = runs.Create().Next(Steps.Prd, late).RunAsync();

        var run = await running;
        runs.Provider.Script.Release();

        var calls = run.AssertCompleted().AskedFor(Steps.Prd);
        Assert.Equal(2, calls.Count);
        Assert.Equal(calls[1].Text!.Trim(), Document(run, DocumentType.Prd).Trim());
        Assert.Single(run.State.Calls, call => call.Step is Step.Prd);
    }

    [Fact(Timeout = 120_000)]
    public async Task D19_TwoAnswersToOnePrompt_LeaveTheOneThatCounts()
    {
        var run = await runs.Create().Next(Steps.Prd, Behaviours.EofWithoutFinish(endAt: int.MaxValue) with { Variant = 1 }).RunAsync();

        var calls = run.AssertCompleted().AskedFor(Steps.Prd);
        Assert.NotEqual(calls[0].Text, calls[1].Text);
        Assert.Equal(calls[0].BodySha256, calls[1].BodySha256);
        Assert.Equal(calls[1].Text!.Trim(), Document(run, DocumentType.Prd).Trim());
        Assert.Contains(Document(run, DocumentType.Prd).Trim()[..500], run.AskedFor(Steps.TechStack)[0].Body!.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task D20_SmartDetectionThatDoesNotDecide_FollowsTheRuleAndSaysSo()
    {
        var run = await runs.Create().Next(Steps.SmartDetection, Behaviours.Undecided()).RunAsync();

        var facts = run.AssertCompleted().Project.Metadata.SmartDetection!;
        Assert.Equal((false, 2), (facts.UseEventStorming, facts.FeatureCountEstimate));
        Assert.Contains("Event storming is left out: 2 features in a plain domain.", facts.Reasoning, StringComparison.Ordinal);
        Assert.DoesNotContain(DocumentType.EventStorming, run.State.Documents.Keys);
    }

    private static string UnavailableAt(string address) => $"{address} API is unavailable; retry later";

    private static string Document(ModelRun run, DocumentType type) => run.State.Documents[type].ContentMd;

    /// <summary>Every call that came to an answer is in our books for what it was billed, and nothing else is.</summary>
    private static void AssertMoney(ModelRun run)
    {
        var billed = run.Asked.Where(call => call.FinishReason is not null)
            .ToDictionary(call => call.GenerationId, call => (decimal?)Math.Round(call.BilledUsd!.Value, 6));
        Assert.Equal(billed, run.State.Calls.ToDictionary(call => call.Call.GenerationId!, call => call.Call.CostUsd));
        Assert.Equal(billed.Values.Sum(), run.Project.Metadata.TotalCostUsd);
    }
}
