using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport.Telemetry;
using Microsoft.AspNetCore.SignalR;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class TokenSecrecyTests
{
    [Fact]
    public async Task TokensAndTickets_OnEveryTransport_AppearInNoLogAndNoTrace()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var traced = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue(
                $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var gateway = await TestGateway.StartAsync(
            [("DEBUG", "True"), ("LOG_LEVEL", "DEBUG"), .. collector.Settings.Select(setting => (setting.Name, setting.Value!))]);
        var project = gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        gateway.Cluster.Store(project);
        using var minted = await gateway.PostAsync($"/api/v1/projects/{project}/tickets");
        var ticket = (string)(await minted.JsonAsync())["token"]!;
        var foreign = gateway.Cluster.Add(WorkflowStatus.Processing).Id;

        foreach (var token in (string[])[TestGateway.AdminToken, ticket])
        {
            using var socket = await ProgressClient.ConnectAsync(gateway, project, $"?token={token}&after=0", _ => { });
            await socket.JsonAsync();
            await using var stream = await gateway.StreamAsync(project, $"?access_token={token}&after=0");
            await stream.NextAsync();
            await using var hub = await HubClient.ConnectAsync(gateway, token);
            await hub.SubscribeAsync(project, 0);
            await hub.EventAsync();
            using var page = await gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{project}/events?token={token}");
            using var wrong = await gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{project}/events?token={token}&after=junk");
            await wrong.ProblemAsync(400);
            if (token == ticket)
            {
                using var refused = await gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{foreign}/events?token={token}");
                await refused.ProblemAsync(403);
                await Assert.ThrowsAsync<HubException>(() => hub.SubscribeAsync(foreign, 0));
            }

            gateway.Cluster.Failure = new InvalidOperationException("A fault"); // a 500 is logged with its path
            using var failed = await gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{project}/events?token={token}");
            await failed.ProblemAsync(500);
            gateway.Cluster.Failure = null;
            await socket.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, socket.Token);
        }

        await gateway.StopAsync(); // sends what is left
        Assert.All(
            (string[])["/progress", "/events/stream", "/events", "/hubs/progress"],
            path => Assert.Contains(collector.Spans.Items, span => span.Attributes.GetValueOrDefault("url.path")?.EndsWith(path, StringComparison.Ordinal) is true));
        Assert.DoesNotContain(collector.Spans.Items, span => span.Attributes.ContainsKey("url.query"));
        Assert.NotEmpty(gateway.Log.GetSnapshot());
        Assert.NotEmpty(traced);
        var written = gateway.Log.GetSnapshot().Select(entry => $"{entry.Message} {entry.Exception}").Concat(traced).Concat(collector.Texts).ToList();
        foreach (var secret in (string[])[TestGateway.AdminToken, ticket, ticket.Split('.')[2]])
        {
            Assert.DoesNotContain(written, text => text.Contains(secret, StringComparison.Ordinal));
        }
    }
}
