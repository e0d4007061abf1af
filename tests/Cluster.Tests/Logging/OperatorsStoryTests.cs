using System.Text.Json;
using AiDevFramework.Cluster.Tests.Embedded;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Logging;

/// <summary>The log of real processes: what an operator reads of a start, of runs and of failures, and what must never be there.</summary>
public sealed class OperatorsStoryTests(PostgresFixture postgres)
{
    /// <summary>Stands in the idea, and so in the prompts; and in answers of the model.</summary>
    private const string Marker = "zyxomarkerquilt";

    private const string Idea = $"A {Marker} exchange for neighbours, features=5";
    private const string Key = "sk-secret-key-0123456789";

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(90);

    [Theory(Timeout = 240_000)]
    [InlineData("INFO")]
    [InlineData("DEBUG")]
    public async Task Log_OfOneProcess_TellsRunsAndFailuresAndNobodysTexts(string level)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var service = await EmbeddedService.StartAsync(
            postgres: null, cancellation, ("OPENROUTER_API_KEY", Key), ("LOG_LEVEL", level), ("ACCESS_LOG", "true"), ("LLM_RETRY_DELAY_MS", "1"));

        var good = await RunAsync(service, cancellation);
        service.Models.Script.When(step: Steps.Prd).Answer(
            Behaviours.Text($"# Product Requirements Document\n\n## Features\n\n### {Marker}\n\n### \"{Marker}\" again\n"));
        var faulty = await RunAsync(service, cancellation);
        service.Models.Script.Clear();
        service.Models.Script.When(step: Steps.SmartDetection).Answer(Behaviours.Unauthorized());
        var refused = await RunAsync(service, cancellation);
        service.Models.Script.Clear();
        await service.Api.RetryAsync(refused, cancellation);
        await service.Api.WaitForEndAsync(refused, _deadline, cancellation);
        await service.Process.WaitForLineAsync(line => line.Contains($"{refused}: run 2 completed in", StringComparison.Ordinal), _deadline, cancellation);

        var lines = LogLine.AllOf(service.Process.Output);
        AssertOurs(lines);
        AssertSecret(service.Process.Output);
        AssertInOrder(
            lines, $"Project {good}: run 1 ", "started with phase SMART_DETECTION", "completed phase SMART_DETECTION with model ",
            "completed phase EVENT_STORMING", "completed phase PRD", "completed phase TECH_STACK", "completed phase EXECUTION_PLAN",
            "completed in ");
        Assert.Matches("with model [^ ]+ in [0-9.]+ s, cost in USD: 0\\.[0-9]+$", lines.First(line => line.Message.Contains("completed phase PRD", StringComparison.Ordinal)).Message);
        AssertInOrder(lines, $"Project {faulty}: run 1 ", "failed in phase PRD", "failed after ");
        Assert.Contains(lines, line => line.Level == "WARNING" && line.Message.EndsWith("; The model's answer could not be used, not even after a repair.", StringComparison.Ordinal));
        var reason = (await service.Api.GetProjectAsync(faulty, cancellation)).GetProperty("metadata").GetProperty("error").GetString()!;
        Assert.StartsWith("The model's answer could not be used, not even after a repair. ", reason, StringComparison.Ordinal);
        AssertInOrder(lines, $"Project {refused}: run ", "1 started", "1 failed in phase SMART_DETECTION", "1 failed after ", "2 retries with phase SMART_DETECTION", "2 completed in ");
        Assert.Contains(lines, line => line.Category.EndsWith("AccessLog", StringComparison.Ordinal) && line.Message.StartsWith($"POST /api/v1/projects/{good}/start-workflow 200", StringComparison.Ordinal));
    }

    [Fact(Timeout = 300_000)]
    public async Task Log_OfACluster_TellsATakeoverAsJson()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await AppCluster.StartAsync(
            postgres, silos: 2, gateways: 1, cancellation, ("OPENROUTER_API_KEY", Key), ("LOG_FORMAT", "JSON"), ("LOG_LEVEL", "DEBUG"), ("ACCESS_LOG", "true"));
        using var client = cluster.Client(0);
        cluster.Fake.Script.When(step: Steps.Prd, nth: 1).Answer(Behaviours.Held());
        var project = await client.CreateProjectAsync(Idea, cancellation);
        await client.StartWorkflowAsync(project, cancellation);
        await cluster.Fake.Script.WaitForHeldAsync(cancellation);

        var lost = await cluster.OwnerAsync(project, cancellation);
        var other = cluster.Silos.Single(silo => silo != lost);
        await lost.KillAsync(cancellation);
        cluster.Fake.Script.Release();
        await client.WaitForEndAsync(project, _deadline, cancellation);
        await other.WaitForLineAsync(line => line.Contains($"{project}: run 1 completed in", StringComparison.Ordinal), _deadline, cancellation);
        await cluster.Gateways[0].WaitForLineAsync(line => line.Contains("/start-workflow 200", StringComparison.Ordinal), _deadline, cancellation);

        foreach (var process in (AppProcess[])[lost, other, cluster.Gateways[0]])
        {
            AssertOurs(LogLine.AllOf(process.Output));
            AssertSecret(process.Output);
            Assert.DoesNotContain(" info: ", process.Output, StringComparison.Ordinal);
        }

        var taken = Assert.Single(LogLine.AllOf(other.Output), line => line.Message.Contains("was taken over", StringComparison.Ordinal));
        Assert.Equal((project, 1, "WARNING"), (taken.Json!.Value.GetProperty("project_id").GetGuid(), taken.Json.Value.GetProperty("run").GetInt32(), taken.Level));
        Assert.NotEqual(taken.Json.Value.GetProperty("silo").GetString(), taken.Json.Value.GetProperty("lost_silo").GetString());
        var phase = LogLine.AllOf(other.Output).First(line => line.Message.Contains("completed phase TECH_STACK", StringComparison.Ordinal)).Json!.Value;
        Assert.Equal(JsonValueKind.Number, phase.GetProperty("cost_usd").ValueKind);
        Assert.Equal(("TECH_STACK", JsonValueKind.Number), (phase.GetProperty("phase").GetString(), phase.GetProperty("seconds").ValueKind));
        Assert.Matches("^[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z$", phase.GetProperty("time").GetString());
        var request = LogLine.AllOf(cluster.Gateways[0].Output).First(line => line.Message.Contains("/start-workflow 200", StringComparison.Ordinal)).Json!.Value;
        Assert.Equal(("POST", 200), (request.GetProperty("method").GetString(), request.GetProperty("status").GetInt32()));
        Assert.StartsWith(request.GetProperty("trace_id").GetString()!, request.GetProperty("request_id").GetString()!, StringComparison.Ordinal);
    }

    [Fact(Timeout = 240_000)]
    public async Task Log_OfAProviderThatCannotBeReached_SaysWhyOnceEachAndShowsNoTrace()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var service = await EmbeddedService.StartAsync(
            postgres: null, cancellation, ("OPENROUTER_API_KEY", Key), ("OPENROUTER_BASE_URL", "http://127.0.0.1:9/v1"), ("LLM_RETRY_DELAY_MS", "1"));

        var project = await RunAsync(service, cancellation);
        await service.Process.WaitForLineAsync(line => line.Contains($"{project}: run 1 failed after", StringComparison.Ordinal), _deadline, cancellation);

        var lines = LogLine.AllOf(service.Process.Output);
        Assert.Contains(lines, line => line.Message.Contains("failed with Unreachable (Connection refused)", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Message.EndsWith("then retry (Connection refused)", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", service.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("()", service.Process.Output, StringComparison.Ordinal);
        AssertSecret(service.Process.Output);
    }

    private static async Task<Guid> RunAsync(EmbeddedService service, CancellationToken cancellationToken)
    {
        var project = await service.Api.CreateProjectAsync(Idea, cancellationToken);
        await service.Api.StartWorkflowAsync(project, cancellationToken);
        await service.Api.WaitForEndAsync(project, _deadline, cancellationToken);
        return project;
    }

    private static void AssertOurs(IReadOnlyList<LogLine> lines)
    {
        Assert.NotEmpty(lines);
        Assert.All(lines.Where(line => line.Level is "INFO" or "DEBUG"), line => Assert.StartsWith("AiDevFramework.", line.Category, StringComparison.Ordinal));
    }

    private static void AssertSecret(string output)
    {
        foreach (var secret in (string[])[Marker, Key, AppProcess.AdminToken, "token=", "You are "])
        {
            Assert.DoesNotContain(secret, output, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static void AssertInOrder(IReadOnlyList<LogLine> lines, string start, params string[] parts)
    {
        var story = lines.Where(line => line.Message.StartsWith(start, StringComparison.Ordinal)).Select(line => line.Message[start.Length..]).ToList();
        var at = -1;
        foreach (var part in parts)
        {
            at = story.FindIndex(at + 1, text => text.StartsWith(part, StringComparison.Ordinal));
            Assert.True(at >= 0, $"'{part}' is not in its place of:\n{string.Join('\n', story)}");
        }
    }
}
