using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AiDevFramework.Gateway.Tests.Support;

/// <summary>The real edge on a real port of the loopback interface, with <see cref="FakeCluster"/> behind it.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    public const string AdminToken = "test-token-0123456789-0123456789-0123456789";
    public const string Idea = "Build a task management app with AI-powered prioritization";
    public const string UserId = "550e8400-e29b-41d4-a716-446655440000";

    private readonly WebApplication _app;

    private TestGateway(WebApplication app, FakeCluster cluster, TestClock clock, FakeLogCollector log)
    {
        _app = app;
        Cluster = cluster;
        Clock = clock;
        Log = log;
        (Anonymous, Client) = (EdgeHost.CreateClient(app), EdgeHost.CreateAdmin(app));
    }

    /// <summary>Sends the admin token.</summary>
    public HttpClient Client { get; }

    public HttpClient Anonymous { get; }

    public FakeCluster Cluster { get; }

    public TestClock Clock { get; }

    public FakeLogCollector Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="settings">Environment names and values over those of the tests: rate limits off, Production.</param>
    public static Task<TestGateway> StartAsync(params (string Name, string Value)[] settings) => StartAsync(_ => { }, settings);

    public static async Task<TestGateway> StartAsync(
        Action<IServiceCollection> configure, params (string Name, string Value)[] settings)
    {
        var cluster = new FakeCluster();
        var clock = new TestClock();
        var log = new FakeLogCollector();
        var builder = EdgeHost.CreateBuilder(settings);
        builder.AddTelemetry();
        builder.AddEdge();
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(log));
        builder.Services.AddSingleton<IGrainFactory>(cluster);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddProgressRelay(); // without the streams: tests announce events themselves
        configure(builder.Services);
        var app = builder.Build();
        app.UseEdge();
        app.MapProgress();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestGateway(app, cluster, clock, log);
    }

    /// <summary>Stops the server as the host does, with its connections still open.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostJsonAsync(string path, string json) => PostAsync(path, Encoding.UTF8.GetBytes(json));

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await Client.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> PostAsync(string path) =>
        Client.PostAsync(path, content: null, TestContext.Current.CancellationToken);

    public static string StreamPath(Guid project, string query = "") => $"/api/v1/projects/{project}/events/stream{query}";

    /// <summary>Follows a project's server-sent events; all waits end within two minutes.</summary>
    public Task<EventStreamClient> StreamAsync(Guid project, string query = "", string? lastEventId = null) => EventStreamClient.ConnectAsync(
        Client, StreamPath(project, query), lastEventId, TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Anonymous.Dispose();
        await _app.DisposeAsync();
    }
}

internal static class Answers
{
    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();

    /// <summary>Asserts the shape that every refusal has, and gives back its members.</summary>
    public static async Task<JsonObject> ProblemAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == status, $"Expected {status}, got {(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.Equal(status, (int)problem["status"]!);
        Assert.NotEmpty((string)problem["type"]!);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.NotEmpty((string)problem["detail"]!);
        Assert.StartsWith("/", (string)problem["instance"]!, StringComparison.Ordinal);
        return problem;
    }

    public static void JsonEquals(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}\nbut got {actual.ToJsonString()}");
}
