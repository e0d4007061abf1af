using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using AiDevFramework.Grains.Abstractions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiDevFramework.Benchmarks.Feed;

/// <summary>
/// The least that can serve the same clients: Kestrel, a WebSocket each, and a loop that sends made-up events to the clients of a
/// project. No tokens, no cursors, no store, no cluster. What the service takes beyond it is what its promises cost.
/// </summary>
internal sealed class BareRelay(TimeSpan step)
{
    public const string Command = "bare-relay";

    private const int Steps = 5;

    private readonly ConcurrentDictionary<Guid, ConcurrentBag<WebSocket>> _sockets = new();

    /// <summary>Runs on the loopback interface, on the port in <c>PORT</c>, until the process ends.</summary>
    public static async Task RunAsync(int stepMs)
    {
        var relay = new BareRelay(TimeSpan.FromMilliseconds(stepMs));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var address = $"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT")}";
        builder.WebHost.UseKestrelCore().UseUrls(address);
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.UseWebSockets();
        app.MapPost("/api/v1/projects", CreateAsync);
        app.MapPost("/api/v1/projects/{project}/start-workflow", relay.Start);
        app.MapGet("/api/v1/projects/{project}/progress", relay.FollowAsync);
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"Listening {address}");
        await app.WaitForShutdownAsync();
    }

    private static Task CreateAsync(HttpContext context) =>
        context.Response.WriteAsync($$"""{"project_id":"{{Guid.NewGuid()}}"}""");

    private Task Start(HttpContext context)
    {
        _ = SendEventsAsync(ProjectOf(context));
        return Task.CompletedTask;
    }

    private async Task SendEventsAsync(Guid project)
    {
        await SendAsync(project, "phase_started", seq: 1);
        for (var done = 1; done <= Steps; done++)
        {
            await Task.Delay(step);
            await SendAsync(project, "phase_completed", 2 * done);
            await SendAsync(project, done == Steps ? "workflow_completed" : "phase_started", 2 * done + 1);
        }
    }

    private async Task SendAsync(Guid project, string type, int seq)
    {
        var now = WireTime.Format(TimeProvider.System.GetUtcNow());
        var message = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"type":"{{type}}","seq":{{seq}},"phase":"EVENT_STORMING","message":"Running Event Storming to discover domains","timestamp":"{{now}}"}"""));
        foreach (var socket in _sockets.GetValueOrDefault(project, []))
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
    }

    private async Task FollowAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        _sockets.GetOrAdd(ProjectOf(context), static _ => []).Add(socket);
        var buffer = new byte[128];
        while (socket.State is WebSocketState.Open)
        {
            await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
        }
    }

    private static Guid ProjectOf(HttpContext context) => Guid.Parse((string)context.Request.RouteValues["project"]!, CultureInfo.InvariantCulture);
}
