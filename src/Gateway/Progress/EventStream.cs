using System.IO.Pipelines;
using System.Text;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// <c>GET /projects/{id}/events/stream</c>: the events as server-sent events, for <c>EventSource</c>. The stream of a project
/// that can bring no more is closed, and the client that comes back for it is answered with 204, which ends its retries.
/// </summary>
internal static class EventStream
{
    private const string ContentType = "text/event-stream";

    /// <summary>How long a client waits before it comes back, in milliseconds.</summary>
    private const int RetryMs = 2000;

    /// <summary>A comment keeps proxies from closing a quiet stream, and shows a client that is gone.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static IEndpointRouteBuilder MapEventStream(this IEndpointRouteBuilder project)
    {
        project.MapGet("/events/stream", FollowAsync).WithMetadata(RatePolicy.FollowEvents, new DisableRequestTimeoutAttribute())
            .Produces<string>(StatusCodes.Status200OK, ContentType).Produces(StatusCodes.Status204NoContent)
            .WithName("streamEvents").WithSummary("Follow a project's events as server-sent events")
            .WithDescription("""
                First `connected` with a snapshot, then every event after the cursor: `id` is its number, `event` its type, `data` the same
                JSON as on the WebSocket. The cursor is the header `Last-Event-ID`, which browsers send when they come back, or `after`.
                The stream of a completed or cancelled project ends; coming back for it answers 204.
                Browsers pass a ticket as `token`.
                """)
            .WithCursor()
            .WithParameter(
                "progress", "Whether to send phase_progress as well, the text that is being written. Default: false.",
                new OpenApiSchema { Type = JsonSchemaType.Boolean }, true)
            .WithProblem(StatusCodes.Status400BadRequest, "The id is no UUID, or the cursor is none that this project has reached.");
        return project;
    }

    private static async Task FollowAsync([FromRoute(Name = "project_id")] string projectId, string? after, string? progress,
        HttpContext context, ProgressDoor door, ProgressPlaces places, ProgressRelay relay, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        var resumed = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } id ? id : null;
        var (admission, refusal) = await door.AdmitAsync(context, projectId, resumed ?? after);
        if (admission is not { Project: var project })
        {
            await RefuseAsync(context, refusal!);
            return;
        }

        using var subscription = admission.Subscription; // the project itself need not stay in memory
        var complete = project.Status is WorkflowStatus.Completed or WorkflowStatus.Cancelled && admission.After == project.LastSeq;
        if (complete && resumed is not null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (HeadRequests.IsHead(context))
        {
            SetHeaders(context.Response);
            return;
        }

        var (place, noRoom) = door.Enter(context, admission.Pass, "sse");
        if (place is null)
        {
            await RefuseAsync(context, noRoom!);
            return;
        }

        using (place)
        {
            SetHeaders(context.Response);
            var writer = context.Response.BodyWriter;
            Write(writer, $"retry: {RetryMs}\n\n");
            Write(writer, ProgressMessages.Connected(project, WireTime.Now(clock)), admission.After);
            if (complete)
            {
                return;
            }

            var reader = admission.NewReader(ProgressDoor.IsTrue(progress));
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(
                lifetime.ApplicationStopping, context.RequestAborted, place.Ended);
            var following = relay.FollowAsync(reader, ending.Token);
            try
            {
                await SendAsync(writer, reader, following, Sent, clock, ending.Token);
            }
            catch (FeedLaggedException lagged)
            {
                GatewayInstruments.LagCloses.Add(1, place.Transport);
                Write(writer, $": too slow; resume after {lagged.LastSeq}\n\n");
            }
            catch (ClientStalledException)
            {
                GatewayInstruments.LagCloses.Add(1, place.Transport);
                context.Abort(); // it takes nothing, not even a goodbye
            }
            catch (OperationCanceledException) when (place.Ended.IsCancellationRequested)
            {
                Write(writer, $": {PlaceEnds.ReasonOf(place.End, reader.Cursor)}\n\n");
            }
            catch (Exception exception) when (
                exception is OperationCanceledException or StoreUnavailableException or OrleansException or TimeoutException)
            {
                // The client is gone, the process stops, or the log cannot be read now: who still listens comes back by itself.
            }
            finally
            {
                await ending.CancelAsync();
                await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it must not attach after we have left
                relay.Leave(reader);
            }

            void Sent(FeedMessage message)
            {
                places.Touch(place);
                if (message.Seq is not null)
                {
                    GatewayInstruments.EventsDelivered.Add(1, place.Transport);
                }
            }
        }
    }

    private static void SetHeaders(HttpResponse response)
    {
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back
    }

    private static Task RefuseAsync(HttpContext context, ProblemHttpResult refusal)
    {
        context.Request.Headers.Accept = default; // EventSource asks for events only, and a refusal is none
        return refusal.ExecuteAsync(context);
    }

    /// <summary>Returns when the project can bring no more.</summary>
    private static async Task SendAsync(
        PipeWriter writer, FeedReader reader, Task following, Action<FeedMessage> sent, TimeProvider clock, CancellationToken ending)
    {
        var stallLimit = StallLimit.Next();
        await FlushAsync(writer, stallLimit, clock, ending);
        using var end = reader.EndWhen(ending);
        using var heartbeat = new PeriodicTimer(Heartbeat, clock);
        var beat = heartbeat.WaitForNextTickAsync(ending).AsTask();
        var more = reader.Messages.WaitToReadAsync().AsTask();
        while (true)
        {
            var first = following.IsCompletedSuccessfully ? await Task.WhenAny(more, beat) : await Task.WhenAny(more, beat, following);
            if (first == following)
            {
                await following;
                continue;
            }

            var over = false;
            if (first == beat)
            {
                await beat;
                Write(writer, ":\n\n");
                beat = heartbeat.WaitForNextTickAsync(ending).AsTask();
            }
            else if (await more)
            {
                while (!over && reader.Messages.TryRead(out var message))
                {
                    Write(writer, message, message.Seq);
                    over = message.Type is EventTypes.WorkflowCompleted or EventTypes.WorkflowCancelled;
                    sent(message);
                }

                more = reader.Messages.WaitToReadAsync().AsTask();
            }

            await FlushAsync(writer, stallLimit, clock, ending);
            if (over)
            {
                return;
            }
        }
    }

    private static async ValueTask FlushAsync(PipeWriter writer, TimeSpan stallLimit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var flush = writer.FlushAsync(cancellationToken);
        if (flush.IsCompletedSuccessfully)
        {
            _ = flush.Result;
        }
        else
        {
            try
            {
                await flush.AsTask().WaitAsync(stallLimit, clock, cancellationToken);
            }
            catch (TimeoutException exception)
            {
                throw new ClientStalledException(exception);
            }
        }
    }

    private static void Write(PipeWriter writer, FeedMessage message, long? id)
    {
        Write(writer, id is { } seq ? $"id: {seq}\nevent: {message.Type}\n" : $"event: {message.Type}\n");
        foreach (var line in message.Span.Split((byte)'\n')) // a payload of several lines comes together again at the client
        {
            Write(writer, "data: ");
            System.Buffers.BuffersExtensions.Write(writer, message.Span[line]);
            Write(writer, "\n");
        }

        Write(writer, "\n");
    }

    private static void Write(PipeWriter writer, string text) => Encoding.UTF8.GetBytes(text, writer);
}
