using System.Collections.Concurrent;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>An issuer on a real port of this machine, that answers as a test wants.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeIssuer(WebApplication app, string path, Uri address)
    {
        _app = app;
        Issuer = address.AbsoluteUri.TrimEnd('/') + path;
        Description = new()
        {
            ["/.well-known/openid-configuration"] = $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{Issuer.TrimEnd('/')}}/keys"}""",
            ["/keys"] = TestKey.SetOf(TestKey.Rsa.ToJwk(), TestKey.Curve.ToJwk()),
        };
    }

    public string Issuer { get; }

    /// <summary>What is answered, by path below the issuer's own.</summary>
    public ConcurrentDictionary<string, string> Description { get; }

    /// <summary>Answers in place of everything else while it is set.</summary>
    public RequestDelegate? Instead { get; set; }

    /// <summary>The paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <param name="path">Of the issuer.</param>
    public static async Task<FakeIssuer> StartAsync(string path = "")
    {
        var builder = EdgeHost.CreateBuilder([]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        FakeIssuer? issuer = null;
        app.Run(context => issuer!.AnswerAsync(context, path.TrimEnd('/')));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = EdgeHost.CreateClient(app);
        return issuer = new FakeIssuer(app, path, client.BaseAddress!);
    }

    public TokenDraft Draft(DateTimeOffset now) => new(Issuer, now);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context, string path)
    {
        Asked.Enqueue(context.Request.Path);
        if (Instead is { } instead)
        {
            return instead(context);
        }

        if (context.Request.Path.StartsWithSegments(path, out var rest) && Description.TryGetValue(rest, out var json))
        {
            return context.Response.WriteAsync(json, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
