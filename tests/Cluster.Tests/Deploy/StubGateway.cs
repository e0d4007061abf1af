using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>Stands where a gateway would, and answers as a test wants.</summary>
internal sealed class StubGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<HeaderDictionary> _requests = [];

    private StubGateway(RequestDelegate answer)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context =>
        {
            _requests.Enqueue(new HeaderDictionary(context.Request.Headers.ToDictionary()));
            return answer(context);
        });
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The headers of each request, in their order.</summary>
    public IReadOnlyList<HeaderDictionary> Requests => [.. _requests];

    public static async Task<StubGateway> StartAsync(RequestDelegate answer)
    {
        var stub = new StubGateway(answer);
        await stub._app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
