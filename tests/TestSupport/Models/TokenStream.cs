using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>A model that writes numbered words at a steady pace, and notes when each left it.</summary>
internal sealed class TokenStream : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _app;
    private readonly int _count;
    private int _calls;

    private TokenStream(int count)
    {
        _count = count;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>When each word of the first answer was sent, by <see cref="Stopwatch"/>.</summary>
    public ConcurrentDictionary<int, long> Sent { get; } = new();

    public static async Task<TokenStream> StartAsync(int count)
    {
        var stream = new TokenStream(count);
        await stream._app.StartAsync(TestContext.Current.CancellationToken);
        stream.Address = new Uri(
            stream._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/api/v1");
        return stream;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _calls) > 1)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized; // what comes after the first answer is of no interest
            return;
        }

        context.Response.ContentType = "text/event-stream";
        using var pace = new PeriodicTimer(Pace);
        for (var number = 0; number < _count; number++)
        {
            Sent[number] = Stopwatch.GetTimestamp();
            await SendAsync(context, $$"""{"id":"gen-1","model":"m","choices":[{"index":0,"delta":{"content":"{{Word(number)}}"},"finish_reason":null}]}""");
            await pace.WaitForNextTickAsync(context.RequestAborted);
        }

        await SendAsync(context, """{"id":"gen-1","model":"m","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}]}""");
        await SendAsync(context, "[DONE]");
    }

    /// <summary>Words of eight characters.</summary>
    public static string Word(int number) => "w" + number.ToString("D6", CultureInfo.InvariantCulture) + " ";

    private static async Task SendAsync(HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
