using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.TestSupport.Telemetry;

/// <summary>A collector of OTLP over HTTP: keeps what it is sent, or behaves as badly as it is told.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    public const string LangfusePath = "/api/public/otel/v1/traces";
    public const string IngestionPath = "/api/public/ingestion";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _requests = new();

    private OtlpCollector(CollectorMood mood)
    {
        Mood = mood;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public CollectorMood Mood { get; set; }

    public Journal<OtlpSpan> Spans { get; } = new();

    /// <summary>What came to the older endpoint of Langfuse.</summary>
    public Journal<JsonElement> Events { get; } = new();

    /// <summary>Whether an event of the older endpoint is refused, in an answer that takes the others.</summary>
    public Func<JsonElement, bool> Refuses { get; set; } = _ => false;

    public Journal<OtlpMetric> Metrics { get; } = new();

    /// <summary>Paths of all requests, answered or not.</summary>
    public Journal<string> Asked { get; } = new();

    /// <summary>What came, byte by byte as text: whatever is not in here was not sent.</summary>
    public IEnumerable<string> Texts => _requests.Select(System.Text.Encoding.UTF8.GetString);

    /// <summary>Headers of all requests for traces that were answered well.</summary>
    public Journal<IReadOnlyDictionary<string, string>> Headers { get; } = new();

    /// <summary>What a process needs to send here, soon.</summary>
    public (string Name, string? Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", Address),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
    ];

    /// <summary>What a process needs to take this for Langfuse.</summary>
    public (string Name, string? Value)[] LangfuseSettings =>
    [
        ("LANGFUSE_HOST", Address),
        ("LANGFUSE_PUBLIC_KEY", "pk-lf-public"),
        ("LANGFUSE_SECRET_KEY", "sk-lf-secret"),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"),
    ];

    private string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<OtlpCollector> StartAsync(CollectorMood mood = CollectorMood.Well)
    {
        var collector = new OtlpCollector(mood);
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Asked.Add(context.Request.Path);
        if (Mood is CollectorMood.Slow)
        {
            await Task.Delay(TimeSpan.FromSeconds(5), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (Mood is CollectorMood.Hangs)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        if (Mood is CollectorMood.Fails)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = body.ToArray();
        _requests.Enqueue(request);
        if (context.Request.Path == IngestionPath)
        {
            await TakeEventsAsync(context, request);
        }
        else if (context.Request.Path == "/v1/traces" || context.Request.Path == LangfusePath)
        {
            Headers.Add(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            Spans.AddRange(OtlpMessages.Spans(request).ToList());
        }
        else if (context.Request.Path == "/v1/metrics")
        {
            Metrics.AddRange(OtlpMessages.Metrics(request).ToList());
        }
    }

    private async Task TakeEventsAsync(HttpContext context, byte[] request)
    {
        Headers.Add(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        var batch = JsonDocument.Parse(request).RootElement.GetProperty("batch").EnumerateArray().ToLookup(item => Refuses(item));
        Events.AddRange(batch[false].ToList());
        context.Response.StatusCode = StatusCodes.Status207MultiStatus;
        await context.Response.WriteAsJsonAsync(new
        {
            successes = batch[false].Select(item => new { id = item.GetProperty("id").GetString(), status = 201 }),
            errors = batch[true].Select(item => new { id = item.GetProperty("id").GetString(), status = 400, message = "Invalid request data" }),
        });
    }
}

internal enum CollectorMood
{
    Well = 0,

    /// <summary>Takes the connection and never answers.</summary>
    Hangs = 1,

    /// <summary>Answers 500.</summary>
    Fails = 2,

    /// <summary>Takes five seconds for each request.</summary>
    Slow = 3,
}
