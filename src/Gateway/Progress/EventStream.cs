using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions;
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
    /// <inheritdoc cref="EventPump.Heartbeat"/>
    public static readonly TimeSpan Heartbeat = EventPump.Heartbeat;

    public static IEndpointRouteBuilder MapEventStream(this IEndpointRouteBuilder project)
    {
        project.MapGet("/events/stream", FollowAsync).WithMetadata(RatePolicy.FollowEvents, new DisableRequestTimeoutAttribute())
            .Produces<string>(StatusCodes.Status200OK, EventWriter.ContentType).Produces(StatusCodes.Status204NoContent)
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
            await EventWriter.RefuseAsync(context, refusal!);
            return;
        }

        using var subscription = admission.Subscription; // the project itself need not stay in memory
        if (admission.IsAtEnd && resumed is not null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (HeadRequests.IsHead(context))
        {
            EventWriter.SetHeaders(context.Response);
            return;
        }

        var (place, noRoom) = door.Enter(context, admission.Pass, "sse");
        if (place is null)
        {
            await EventWriter.RefuseAsync(context, noRoom!);
            return;
        }

        using (place)
        {
            EventWriter.SetHeaders(context.Response);
            var writer = new EventWriter(context.Response.BodyWriter, clock);
            writer.WriteRetry();
            writer.Write(ProgressMessages.Connected(project, WireTime.Now(clock)), admission.After);
            if (admission.IsAtEnd)
            {
                return;
            }

            var reader = admission.NewReader(ProgressDoor.IsTrue(progress));
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(
                lifetime.ApplicationStopping, context.RequestAborted, place.Ended);
            var following = relay.FollowAsync(reader, ending.Token);
            try
            {
                await new EventPump(context, writer, place, clock).RunAsync(
                    reader.Messages, following, Send, () => reader.Cursor, ending.Token);
            }
            finally
            {
                await ending.CancelAsync();
                await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it must not attach after we have left
                relay.Leave(reader);
            }

            bool Send(FeedMessage message)
            {
                writer.Write(message, message.Seq);
                places.Touch(place);
                return message.EndsProject;
            }
        }
    }
}
