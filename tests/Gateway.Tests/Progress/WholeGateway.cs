using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Hosting;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>The product in one process, as the program composes it: edge, silo, streams and a database file of its own.</summary>
internal sealed class WholeGateway : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-whole-");
    private WebApplication _app = null!;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Sends no token.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <param name="models">Root of the API that answers model calls.</param>
    /// <param name="map">Maps further endpoints.</param>
    /// <param name="more">Further settings.</param>
    public static async Task<WholeGateway> StartAsync(Uri models, Action<WebApplication>? map = null, params (string Name, string Value)[] more)
    {
        var gateway = new WholeGateway();
        var builder = EdgeHost.CreateBuilder(
        [
            ("DATA_DIR", gateway._folder.FullName), ("DATABASE_URL", ""),
            ("OPENROUTER_API_KEY", "sk-test"), ("OPENROUTER_BASE_URL", models.AbsoluteUri.TrimEnd('/')),
            .. more,
        ]);
        builder.AddEdge();
        builder.Logging.ClearProviders();
        builder.AddBackend();
        builder.AddProgressFeed();
        gateway._app = builder.Build();
        gateway._app.UseEdge();
        gateway._app.MapProgress();
        map?.Invoke(gateway._app);
        await gateway._app.StartAsync(TestContext.Current.CancellationToken);
        (gateway.Client, gateway.Anonymous) = (EdgeHost.CreateAdmin(gateway._app), EdgeHost.CreateClient(gateway._app));
        return gateway;
    }

    /// <param name="owner">Whose it is; <see langword="null"/>: that of <see cref="TestGateway.UserId"/>.</param>
    public async Task<Guid> CreateProjectAsync(Guid? owner = null)
    {
        using var body = new StringContent($$"""{"idea":"{{TestGateway.Idea}}","user_id":"{{owner?.ToString() ?? TestGateway.UserId}}"}""");
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await Client.PostAsync("/api/v1/projects", body, TestContext.Current.CancellationToken);
        return (Guid)(await answer.JsonAsync())["project_id"]!;
    }

    public async Task<JsonObject> StartWorkflowAsync(Guid project)
    {
        using var answer = await Client.PostAsync(
            $"/api/v1/projects/{project}/start-workflow", content: null, TestContext.Current.CancellationToken);
        return await answer.JsonAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Anonymous.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
