using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport.Api;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>Feeds that end early: a slow reader, and a token that is no longer good.</summary>
public sealed class JointFeedPressureTests
{
    [Fact]
    public async Task ASlowReader_OfManyProjects_IsClosedAndHoldsNobodyUp()
    {
        await using var gateway = await TestGateway.StartAsync();
        var relay = gateway.Services.GetRequiredService<ProgressRelay>();
        var places = gateway.Services.GetRequiredService<ProgressPlaces>();
        var projects = Enumerable.Range(0, 20).Select(_ => gateway.Cluster.Add(WorkflowStatus.Processing).Id).ToList();
        var at = string.Join(',', projects.Select(project => $"{project}:0"));
        var cancellation = TestContext.Current.CancellationToken;
        using var slow = await gateway.Client.GetAsync($"/api/v1/feed?at={at}", HttpCompletionOption.ResponseHeadersRead, cancellation);
        await using var quick = await FollowAsync(gateway, at);
        var padding = new string('x', 64 * 1024);
        var cursors = projects.ToDictionary(id => id, _ => 0L);
        for (var count = 1; places.Count == 2 || count <= 3; count++) // until what nobody takes no longer fits into any buffer
        {
            foreach (var project in projects)
            {
                await relay.OfferAsync([gateway.Cluster.Store(project, $$"""{"type":"phase_started","seq":{{count}},"message":"{{padding}}"}""")], cancellation);
            }

            await relay.CheckHeadsAsync(cancellation);
            while (cursors.Values.Any(seq => seq < count))
            {
                var json = JsonNode.Parse((await quick.NextAsync())!.Value.Data)!;
                if (json["event"]!["seq"] is { } seq)
                {
                    Assert.Equal(++cursors[(Guid)json["project_id"]!], (long)seq);
                }
            }

            gateway.Clock.Advance(TimeSpan.FromSeconds(1)); // the slow one's patience
        }

        Assert.Equal(1, places.Count);
    }

    [Fact]
    public async Task AChangedToken_ClosesTheFeed()
    {
        var file = Path.Combine(Path.GetTempPath(), $"aidev-token-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(file, TestGateway.AdminToken, TestContext.Current.CancellationToken);
        try
        {
            await using var gateway = await TestGateway.StartAsync(("ADMIN_TOKEN", ""), ("ADMIN_TOKEN_FILE", file));
            var project = gateway.Cluster.Add(WorkflowStatus.Processing).Id;
            gateway.Cluster.Store(project); // a project without events is one that is gone
            using var response = await gateway.Client.GetAsync(
                $"/api/v1/feed?at={project}:1", HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken);

            await File.WriteAllTextAsync(file, "new-token-0123456789-0123456789-0123456789", TestContext.Current.CancellationToken);
            gateway.Clock.Advance(AdminTokenWatch.Interval);

            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.EndsWith(": The token is no longer valid; get a new one and resume with the cursors you have.\n\n", text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<EventStreamClient> FollowAsync(TestGateway gateway, string at) => EventStreamClient.ConnectAsync(
        gateway.Client, $"/api/v1/feed?at={at}", lastEventId: null, TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
}
