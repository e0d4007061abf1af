using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.TestSupport.Models;

/// <summary>A model that writes numbered words at a steady pace, and notes when each left it.</summary>
internal sealed class TokenStream : IAsyncDisposable
{
    public const int WordLength = 10;

    /// <summary>Of model calls, below <see cref="Address"/>.</summary>
    public const string CallPath = "/chat/completions";

    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _app;
    private readonly int _answers;
    private readonly int _words;
    private int _calls;

    private TokenStream(int answers, int words)
    {
        (_answers, _words) = (answers, words);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>What a service takes as address of its provider.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>When each word of an answer was sent, by <see cref="Stopwatch"/>.</summary>
    public ConcurrentDictionary<(int Answer, int Word), long> Sent { get; } = new();

    /// <param name="answers">Calls that are answered, the others are refused.</param>
    /// <param name="words">Of each answer.</param>
    public static async Task<TokenStream> StartAsync(int answers, int words, CancellationToken cancellationToken)
    {
        var stream = new TokenStream(answers, words);
        await stream._app.StartAsync(cancellationToken);
        stream.Address = new Uri(
            stream._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/api/v1");
        return stream;
    }

    /// <param name="answer">Counts from 0.</param>
    /// <param name="number">Counts from 0.</param>
    public static string Word(int answer, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"w{answer:D3}{number:D5} ");

    /// <returns>Which answer the words are from.</returns>
    public static int AnswerOf(ReadOnlySpan<char> words) => int.Parse(words[1..4], CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (!context.Request.Path.Value!.EndsWith(CallPath, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound; // it has no list of models, and no record of calls
            return;
        }

        var answer = Interlocked.Increment(ref _calls) - 1;
        if (answer >= _answers)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized; // what comes after the first answers is of no interest
            return;
        }

        context.Response.ContentType = "text/event-stream";
        using var pace = new PeriodicTimer(_pace);
        for (var number = 0; number < _words; number++)
        {
            Sent[(answer, number)] = Stopwatch.GetTimestamp();
            await SendAsync(context, $$"""{"id":"gen-1","model":"m","choices":[{"index":0,"delta":{"content":"{{Word(answer, number)}}"},"finish_reason":null}]}""");
            await pace.WaitForNextTickAsync(context.RequestAborted);
        }

        await SendAsync(context, """{"id":"gen-1","model":"m","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}]}""");
        await SendAsync(context, "[DONE]");
    }

    private static async Task SendAsync(HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
