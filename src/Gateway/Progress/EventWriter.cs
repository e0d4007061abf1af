using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Writes one answer of server-sent events, and notices a client that takes nothing.</summary>
internal sealed class EventWriter(PipeWriter writer, TimeProvider clock)
{
    public const string ContentType = "text/event-stream";

    /// <summary>How long a client waits before it comes back, in milliseconds.</summary>
    private const int RetryMs = 2000;

    private readonly TimeSpan _stallLimit = StallLimit.Next();

    public static void SetHeaders(HttpResponse response)
    {
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back
    }

    public static Task RefuseAsync(HttpContext context, ProblemHttpResult refusal)
    {
        context.Request.Headers.Accept = default; // EventSource asks for events only, and a refusal is none
        return refusal.ExecuteAsync(context);
    }

    public void WriteRetry() => Write($"retry: {RetryMs}\n\n");

    /// <summary>A comment: clients pass over it.</summary>
    public void WriteComment(string text) => Write($": {text}\n\n");

    public void WriteHeartbeat() => Write(":\n\n");

    /// <param name="id">What the client sends when it comes back; <see langword="null"/>: what it had before.</param>
    public void Write(FeedMessage message, long? id)
    {
        Write(id is { } seq ? $"id: {seq}\nevent: {message.Type}\n" : $"event: {message.Type}\n");
        WriteData("", message.Span, "");
    }

    /// <summary>An event without a name and an id. The text before and after the payload has no line breaks.</summary>
    public void WriteData(string before, ReadOnlySpan<byte> payload, string after)
    {
        Write($"data: {before}");
        var first = true;
        foreach (var line in payload.Split((byte)'\n')) // a payload of several lines comes together again at the client
        {
            Write(first ? "" : "\ndata: ");
            writer.Write(payload[line]);
            first = false;
        }

        Write($"{after}\n\n");
    }

    /// <exception cref="ClientStalledException">The client takes nothing.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var flush = writer.FlushAsync(cancellationToken);
        if (flush.IsCompletedSuccessfully)
        {
            _ = flush.Result;
            return;
        }

        try
        {
            await flush.AsTask().WaitAsync(_stallLimit, clock, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new ClientStalledException(exception);
        }
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, writer);
}
