using System.Text.Json;
using AiDevFramework.Evaluation.Briefs;
using AiDevFramework.Evaluation.Controls;
using AiDevFramework.Evaluation.Judging;
using AiDevFramework.Evaluation.Live;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.Cluster.Tests.Scorecards;

/// <summary>A model that judges has to quote what it claims, and one that judges badly is found out by the controls.</summary>
public sealed class LiveJudgeTests : IAsyncLifetime
{
    private static readonly JudgedPlan _plan = RecordedPlans.Of("tools");

    private static readonly Brief _brief = Brief.Of("tools");

    private FakeOpenRouterServer _server = null!;
    private ChatServer _chat = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeOpenRouterServer.StartAsync(new FakeOptions { RecordBodies = true });
        _chat = new ChatServer(new Uri($"{_server.BaseAddress.ToString().TrimEnd('/')}/"), "openai/gpt-4o", "sk-judge");
    }

    public async ValueTask DisposeAsync()
    {
        _chat.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Judge_ByAModelThatInventsQuotations_FindsNothingCovered()
    {
        Answer(Claims("a line that is nowhere"));

        var judged = await JudgeAsync(_plan);

        Assert.Equal(0, judged.Recall.Share);
        Assert.Equal(0, judged.Monday.Right);
        Assert.Empty(judged.Trust.Wrong!);
    }

    [Fact]
    public async Task Judge_ByAModelThatQuotes_CountsWhatItFound()
    {
        var line = _plan.Lines.First(line => line.IsGate).Text;
        Answer($"Here is my answer:\n{Claims(line)}\nI hope it helps.");

        var judged = await JudgeAsync(_plan);

        Assert.Equal(1, judged.Recall.Share);
        Assert.Contains(judged.Monday.Wrong, wrong => wrong.StartsWith("What is assumed?", StringComparison.Ordinal)); // a gate is no assumption
        Assert.DoesNotContain(judged.Monday.Wrong, wrong => wrong.StartsWith("How does stage 1 end?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("I would rather not.")]
    [InlineData("[{\"fact\": 1, \"covered\": tr")]
    [InlineData("[{\"fact\": 9999999999, \"covered\": true, \"quote\": 7}, 3]")]
    public async Task Judge_ByAModelWithoutAnAnswer_CountsNothing(string answer)
    {
        Answer(answer);

        var judged = await JudgeAsync(_plan);

        Assert.Equal((0, 0), (judged.Recall.Share, judged.Monday.Right));
    }

    /// <summary>One that finds everything everywhere, with quotations of what it was shown: the controls must not call it a judge.</summary>
    [Fact]
    public async Task Controls_OfAModelThatSeesNoFault_SayWhatItDoesNotSee()
    {
        Answer(Claims(RecordedPlans.Of("renamer").Lines.First(line => line.IsBullet).Text)); // it stands in the first third

        var results = await ControlRun.RunAsync([(Brief.Of("renamer"), RecordedPlans.Of("renamer")), (_brief, _plan)], (plan, brief) => JudgeAsync(plan, brief));

        Assert.Contains(results, result => result is { Control: "the first third of each document", Seen: false });
    }

    /// <summary>A heading, or a word, is in every plan.</summary>
    [Theory]
    [InlineData("# Product Requirements Document")]
    [InlineData("deposit")]
    public async Task Judge_ByAModelThatQuotesTooLittle_FindsNothingCovered(string quote)
    {
        Answer(Claims(quote));

        Assert.Equal(0, (await JudgeAsync(_plan)).Recall.Share);
    }

    [Fact]
    public async Task Judge_OfAPlan_ShowsTheReaderOfMondayNoIdea()
    {
        Answer("[]");

        await JudgeAsync(_plan);

        var asked = _server.Log.Calls.Single(call => call.Messages![^1].Text.Contains("<questions>", StringComparison.Ordinal));
        Assert.DoesNotContain(_plan.Idea, asked.Messages![^1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<facts>", asked.Messages![^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A", "A", PairResult.Tie)]
    [InlineData("B", "b.", PairResult.Tie)]
    [InlineData("A", "B", PairResult.First)]
    [InlineData("**B**", "A", PairResult.Second)]
    [InlineData("TIE", "A", PairResult.Tie)]
    [InlineData("Both are fine.", "B", PairResult.Tie)]
    public async Task Judge_OfAPair_CountsOnlyWhatHoldsInBothOrders(string once, string again, object result)
    {
        _server.Script.When().Answer(Behaviours.Text(once), Behaviours.Text(again));

        Assert.Equal((PairResult)result, await new PairJudge(_chat).JudgeAsync(_plan, RecordedPlans.Of("renamer"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Claim_OfPairs_TakesTwenty()
    {
        Assert.Contains("too few", PairScore.Of([.. Enumerable.Repeat(PairResult.First, 19)]).Claim, StringComparison.Ordinal);
        Assert.StartsWith("Of 20 pairs the first was taken 19 times, the second 0 times, and 1 were ties.",
            PairScore.Of([.. Enumerable.Repeat(PairResult.First, 19), PairResult.Tie]).Claim, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_OfAServerThatFails_Throws()
    {
        _server.Script.When().Answer(Behaviours.ServerError());

        await Assert.ThrowsAsync<HttpRequestException>(() => _chat.AskAsync("system", "user", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ask_OfAServerThatSaysNothing_Throws()
    {
        _server.Script.When().Answer(Behaviours.NoChoices());

        await Assert.ThrowsAsync<HttpRequestException>(() => _chat.AskAsync("system", "user", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("nonsense", "m", "JUDGE_BASE_URL takes an address")]
    [InlineData("http://localhost:1/v1", null, "JUDGE_MODEL is missing")]
    public void OfEnvironment_OfSettings_SaysWhatIsMissing(string? address, string? model, string? error)
    {
        var failure = Record.Exception(() => ChatServer.OfEnvironment(name => name switch { "JUDGE_BASE_URL" => address, "JUDGE_MODEL" => model, _ => null }));

        Assert.StartsWith(error ?? "", failure?.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(error is null, failure is null);
    }

    private Task<PlanJudgement> JudgeAsync(JudgedPlan plan, Brief? brief = null) =>
        new LiveJudge(_chat).JudgeAsync(plan, brief ?? _brief, PlanJudge.Judge(plan, brief ?? _brief), TestContext.Current.CancellationToken);

    private void Answer(string text) => _server.Script.When().Answer(Behaviours.Text(text));

    /// <summary>That everything is covered, answered and wrong, always with the same line.</summary>
    private static string Claims(string quote) => JsonSerializer.Serialize(Enumerable.Range(1, 20).Select(number => new Dictionary<string, object>
    {
        ["fact"] = number,
        ["question"] = number,
        ["finding"] = number,
        ["covered"] = true,
        ["true"] = false,
        ["answer"] = "neighbour",
        ["quote"] = quote,
    }));
}
