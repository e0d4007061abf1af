using System.Net;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.FakeOpenRouter.Wire;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AiDevFramework.FakeOpenRouter;

/// <summary>
/// An OpenRouter that answers the six prompts of the service with realistic documents, does whatever its script says, and logs
/// and bills every call. A real HTTP server; it shares no code with the service.
/// </summary>
public sealed class FakeOpenRouterServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _app;
    private readonly FakeOptions _options;
    private readonly ChatEndpoint _chat;
    private readonly LookupEndpoints _lookups;
    private readonly ControlEndpoints _control;

    private FakeOpenRouterServer(FakeOptions options)
    {
        _options = options;
        _chat = new ChatEndpoint(options, Script, Log, _stopping.Token);
        _lookups = new LookupEndpoints(options, Script, Log, _stopping.Token);
        _control = new ControlEndpoints(Script, Log);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions()); // no environment, no arguments, no logging
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
            kestrel.Limits.MinResponseDataRate = null; // a client that reads slowly is the client's business
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Parse(options.Host), options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Root of the API, <c>http://127.0.0.1:port/api/v1</c>: the service's <c>OPENROUTER_BASE_URL</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    public FakeScript Script { get; } = new();

    public CallLog Log { get; } = new();

    public static async Task<FakeOpenRouterServer> StartAsync(FakeOptions? options = null)
    {
        var server = new FakeOpenRouterServer(options ?? new FakeOptions());
        await server._app.StartAsync();
        var address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.BaseAddress = new Uri(address + "/api/v1");
        return server;
    }

    /// <summary>Completes when a signal or <see cref="DisposeAsync"/> stops the server.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await _app.StopAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            // connections that did not end by then are closed by the disposal
        }

        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await Respond.ErrorAsync(context, 500, $"The fake failed: {exception}");
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith("/__", StringComparison.Ordinal) && _control.Handle(context) is { } control)
        {
            return control;
        }

        if (_options.ApiKey is { } key && context.Request.Headers.Authorization != $"Bearer {key}")
        {
            return Respond.ErrorAsync(context, 401, "No auth credentials found");
        }

        return (context.Request.Method, path) switch
        {
            ("POST", "/api/v1/chat/completions") => _chat.HandleAsync(context),
            ("GET", "/api/v1/models") => _lookups.HandleAsync(context, Steps.Models),
            ("GET", "/api/v1/generation") => _lookups.HandleAsync(context, Steps.Generation),
            ("GET", "/api/v1/key") => _lookups.HandleAsync(context, Steps.Key),
            _ => Respond.ErrorAsync(context, 404, "Not Found"),
        };
    }
}
