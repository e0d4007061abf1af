using System.Net.Http.Json;
using System.Text.Json;
using AiDevFramework.TestSupport.Api;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>The recorded examples through the real gateway, beside a provider that is configured and is never asked.</summary>
public sealed class ExampleTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private EmbeddedService _service = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await EmbeddedService.StartAsync(
        postgres: null, Cancellation, ("EXAMPLE_ANSWER_MS", "1000"), ("MAX_COST_USD_PER_USER_PER_DAY", "0.000001"), ("LLM_MAX_CONCURRENCY", "1"));

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory(Timeout = 180_000)]
    [InlineData("marketplace", true)]
    [InlineData("renamer", false)]
    [InlineData("portal", true)]
    public async Task Run_OfAnExample_CompletesMarkedAsRecordedAndAsksNobody(string example, bool eventStorming)
    {
        var project = await CreateAsync(example);
        await using var feed = await _service.Api.FollowAsync(project, after: 0, Cancellation, progress: true);

        await _service.Api.StartWorkflowAsync(project, Cancellation);
        await feed.WaitForEndAsync(Deadline, Cancellation);

        Assert.Equal(RunEvents.OfCompletedRun(eventStorming), RunEvents.Names(feed.Events));
        Assert.All(feed.Events, item => Assert.Equal(example, item.GetProperty("example").GetString()));
        Assert.Contains(feed.Messages, message => FeedClient.TypeOf(message) == "phase_progress" && message.GetProperty("offset").GetInt32() > 0);
        var stored = await _service.Api.GetProjectAsync(project, Cancellation);
        Assert.Equal(
            (example, 0m),
            (stored.GetProperty("metadata").GetProperty("example").GetString(), stored.GetProperty("metadata").GetProperty("total_cost_usd").GetDecimal()));
        var documents = (await _service.Api.GetDocumentsAsync(project, Cancellation)).GetProperty("documents").EnumerateArray().ToList();
        Assert.Equal(eventStorming ? 4 : 3, documents.Count);
        Assert.All(documents, document => Assert.True(document.GetProperty("metadata").GetProperty("recorded").GetBoolean()));
        var costs = await _service.Api.GetCostsAsync(project, Cancellation);
        Assert.Equal(0m, costs.GetProperty("total_cost_usd").GetDecimal());
        Assert.All(costs.GetProperty("breakdown").EnumerateArray(), row => Assert.Equal($"recorded/{example}", row.GetProperty("model").GetString()));
        Assert.Empty(_service.Models.Log.Calls);
        Assert.Contains($"with model recorded/{example} in", _service.Process.Output, StringComparison.Ordinal);
    }

    private async Task<Guid> CreateAsync(string example)
    {
        using var response = await _service.Api.SendAsync(
            HttpMethod.Post, "/api/v1/projects", Cancellation, JsonContent.Create(new { example, user_id = ApiClient.UserId }));
        var created = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancellation));
        return created.GetProperty("project_id").GetGuid();
    }
}
