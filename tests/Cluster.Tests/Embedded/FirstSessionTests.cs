using System.Text.Json;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>What a stranger gets who starts the service with nothing set: no key, no token, no database.</summary>
public sealed class FirstSessionTests : IAsyncLifetime
{
    private AppProcess _service = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await AppProcess.StartAsync(
        AppHost.Gateway,
        new AppOptions
        {
            Environment = new Dictionary<string, string?>
            {
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["ADMIN_TOKEN"] = null,
                ["DATA_DIR"] = null,
                ["OFFLINE_PLANNER_DELAY_MS"] = "0",
            },
        },
        Cancellation);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact(Timeout = 120_000)]
    public async Task Start_WithNothingSet_SaysWhereItListensAndKeepsWhatAndWhoAnswers()
    {
        var token = await TokenAsync();
        var models = await _service.WaitForLineAsync(line => line.Contains("Models", StringComparison.Ordinal), TimeSpan.FromSeconds(20), Cancellation);

        Assert.Contains($"http://localhost:{_service.Port}", _service.Output, StringComparison.Ordinal);
        Assert.Contains($"SQLite file {Path.Combine(_service.Folder, "data", "aidev.db")}", _service.Output, StringComparison.Ordinal);
        Assert.Contains("offline planner", models, StringComparison.Ordinal);
        Assert.Contains(token, _service.Output, StringComparison.Ordinal);
        Assert.Equal(64, token.Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WithoutAKey_WritesOfflineDocumentsOfTheIdeaAtNoCost()
    {
        using var api = new ApiClient(_service.Address, await TokenAsync());

        var lending = await RunAsync(api, "A marketplace where neighbours lend tools to each other, with deposits, bookings and reviews");
        var choir = await RunAsync(api, "A small choir wants to plan its rehearsals and share sheet music with the singers");

        foreach (var (project, documents) in (List<(Guid, List<JsonElement>)>)[lending, choir])
        {
            var costs = await api.GetCostsAsync(project, Cancellation);
            Assert.Equal(0m, costs.GetProperty("total_cost_usd").GetDecimal());
            Assert.All(costs.GetProperty("breakdown").EnumerateArray(), row => Assert.Equal("offline/planner", row.GetProperty("model").GetString()));
            Assert.InRange(documents.Count, 3, 4);
            Assert.All(documents, document =>
            {
                Assert.Equal("offline/planner", document.GetProperty("metadata").GetProperty("model").GetString());
                Assert.Contains("Offline output", TextOf(document), StringComparison.Ordinal);
            });
        }

        Assert.Contains(lending.Documents, document => TextOf(document).Contains("tool", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(choir.Documents, document => TextOf(document).Contains("rehearsal", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(choir.Documents, document => TextOf(document).Contains("deposit", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(lending.Documents.Select(TextOf).Intersect(choir.Documents.Select(TextOf)));
    }

    [Fact(Timeout = 120_000)]
    public async Task Estimate_WithoutAKey_NamesTheOfflinePlannerAtNoCost()
    {
        using var api = new ApiClient(_service.Address, await TokenAsync());

        var estimate = await api.EstimateAsync("A small choir wants to plan its rehearsals", Cancellation);

        Assert.Equal((0m, 0m), (estimate.GetProperty("min").GetDecimal(), estimate.GetProperty("max").GetDecimal()));
        Assert.Equal(["offline/planner"], estimate.GetProperty("models").EnumerateArray().Select(model => model.GetString()));
        Assert.All(
            estimate.GetProperty("phases").EnumerateArray(), phase => Assert.Equal("offline/planner", Assert.Single(phase.GetProperty("models").EnumerateArray()).GetString()));
    }

    private static string TextOf(JsonElement document) => document.GetProperty("content_md").GetString()!;

    private static async Task<(Guid Project, List<JsonElement> Documents)> RunAsync(ApiClient api, string idea)
    {
        var project = await api.CreateProjectAsync(idea, Cancellation);
        await api.StartWorkflowAsync(project, Cancellation);
        var ended = await api.WaitForEndAsync(project, TimeSpan.FromSeconds(60), Cancellation);
        Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
        return (project, [.. (await api.GetDocumentsAsync(project, Cancellation)).GetProperty("documents").EnumerateArray()]);
    }

    private async Task<string> TokenAsync() =>
        (await File.ReadAllTextAsync(Path.Combine(_service.Folder, "data", "admin-token"), Cancellation)).Trim();
}
