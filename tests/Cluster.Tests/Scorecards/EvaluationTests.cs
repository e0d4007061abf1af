using System.Text.Json;
using AiDevFramework.Evaluation;

namespace AiDevFramework.Cluster.Tests.Scorecards;

/// <summary>The offline planner is held to the scorecard that any model is held to.</summary>
public sealed class EvaluationTests(EvaluationTests.Fixture fixture) : IClassFixture<EvaluationTests.Fixture>
{
    [Fact]
    public void Run_OfTheOfflinePlanner_PassesWithEveryDocument()
    {
        Assert.Equal(10, fixture.Result.Ideas.Count);
        Assert.All(fixture.Result.Ideas, idea => Assert.Empty(
            idea.Problems.Concat(idea.Documents.SelectMany(document => document.Problems.Select(problem => $"{idea.Idea.Name} {document.Type}: {problem}")))));
        Assert.True(fixture.Result.Passes);
        Assert.All(fixture.Result.Ideas.SelectMany(idea => idea.Documents), document => Assert.Equal(0, document.CostUsd));
    }

    [Fact]
    public void Json_OfARun_HasTotalsIdeasAndDocuments()
    {
        var json = JsonDocument.Parse(Report.Json(fixture.Result)).RootElement;
        var document = json.GetProperty("ideas")[4].GetProperty("documents")[1];

        Assert.True(json.GetProperty("passes").GetBoolean());
        Assert.Equal((10, 36), (json.GetProperty("totals").GetProperty("ideas_passed").GetInt32(), json.GetProperty("totals").GetProperty("documents_passed").GetInt32()));
        Assert.Equal(("PRD", 7, 7), (document.GetProperty("type").GetString(), document.GetProperty("sections").GetInt32(), document.GetProperty("sections_required").GetInt32()));
        Assert.InRange(document.GetProperty("words").GetInt32(), 400, 3450);
        Assert.InRange(document.GetProperty("reading_minutes").GetInt32(), 1, 15);
        Assert.Equal(0, document.GetProperty("cost_usd").GetDecimal());
        Assert.Contains("36 of 36 documents pass, 10 of 10 ideas", Report.Text(fixture.Result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json,--only,cli,--parallel,3,--minutes,5", null)]
    [InlineData("--only,nothing", "There is no idea nothing")]
    [InlineData("--parallel,0", "--parallel takes a whole number from 1 to 10.")]
    [InlineData("--keep", "--keep needs a value.")]
    [InlineData("--quickly", "There is no option --quickly.")]
    public void Parse_OfOptions_SaysWhatIsWrong(string args, string? error)
    {
        var failure = Record.Exception(() => EvaluationOptions.Parse(args.Split(',')));

        Assert.Equal(error is null, failure is null);
        Assert.StartsWith(error ?? "", failure?.Message ?? "", StringComparison.Ordinal);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal EvaluationResult Result { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Result = await EvaluationRun.RunAsync(
            EvaluationOptions.Parse([]), Offline, TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Whatever the environment of the tests says.</summary>
        private static Dictionary<string, string?> Offline => new()
        {
            ["OPENROUTER_API_KEY"] = "",
            ["OPENROUTER_BASE_URL"] = "",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "",
            ["LANGFUSE_PUBLIC_KEY"] = "",
            ["LANGFUSE_SECRET_KEY"] = "",
        };
    }
}
