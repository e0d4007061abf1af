using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// <c>GET /feed?at=id:seq,…</c>: several projects over one stream of server-sent events. A browser has six connections to a host, and
/// its tabs together follow more projects than that.
/// </summary>
internal static class JointFeedEndpoint
{
    public static IEndpointRouteBuilder MapJointFeed(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/feed", FollowAsync).WithMetadata(RatePolicy.FollowEvents, new DisableRequestTimeoutAttribute())
            .Produces<string>(StatusCodes.Status200OK, EventWriter.ContentType).Produces(StatusCodes.Status204NoContent)
            .WithName("streamFeed").WithSummary("Follow several projects' events as server-sent events")
            .WithDescription("""
                Each message is `{"project_id": …, "event": …}`: first each project's `connected`, then its events after its cursor, the same
                JSON as on the WebSocket. A project that cannot be followed is told once, as `{"project_id": …, "problem": …}`, and the
                others go on. The stream ends when no project of it can bring more; asked for again with the cursors it ended at, the
                answer is 204. Messages have no id: who comes back opens the stream with the cursors that he has.
                """)
            .WithParameter(
                "at", "The projects, each with the number of the last event that is known of it, as `id:seq`, with commas between them. At most 50.",
                new OpenApiSchema { Type = JsonSchemaType.String }, "123e4567-e89b-12d3-a456-426614174000:7")
            .WithParameter(
                "progress", "Whether to send phase_progress as well, the text that is being written. Default: true.",
                new OpenApiSchema { Type = JsonSchemaType.Boolean }, true)
            .WithProblem(StatusCodes.Status400BadRequest, "The list of projects is not valid, or longer than 50.")
            .WithProblem(StatusCodes.Status403Forbidden, "The page may not connect.");
        return routes;
    }

    private static async Task FollowAsync(string? at, string? progress, HttpContext context, ProgressDoor door, ProgressPlaces places,
        ProgressRelay relay, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        if (FeedCursor.ListOf(at) is not { } cursors)
        {
            await EventWriter.RefuseAsync(context, Problems.InvalidCursors(FeedCursor.MaxProjects));
            return;
        }

        var (pass, refusal) = door.Recognize(context);
        if (pass is null)
        {
            await EventWriter.RefuseAsync(context, refusal!);
            return;
        }

        using var feed = await JointFeed.AdmitAsync(door, pass, cursors, context.RequestAborted);
        if (feed.IsAtEnd)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (HeadRequests.IsHead(context))
        {
            EventWriter.SetHeaders(context.Response);
            return;
        }

        var (place, noRoom) = door.Enter(context, pass, "sse");
        if (place is null)
        {
            await EventWriter.RefuseAsync(context, noRoom!);
            return;
        }

        using (place)
        {
            EventWriter.SetHeaders(context.Response);
            var writer = new EventWriter(context.Response.BodyWriter, clock);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(
                lifetime.ApplicationStopping, context.RequestAborted, place.Ended);
            await feed.RunAsync(writer, new EventPump(context, writer, place, clock), progress is null || ProgressDoor.IsTrue(progress),
                relay, WireTime.Now(clock), () => places.Touch(place), ending);
        }
    }
}
