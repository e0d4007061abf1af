using System.Text.Json;
using System.Text.Json.Serialization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Progress;

/// <summary><c>GET /projects/{id}/events</c>: the log itself, a page at a time, for clients that ask instead of listening.</summary>
internal static class EventPages
{
    public static IEndpointRouteBuilder MapEvents(this IEndpointRouteBuilder project)
    {
        project.MapGet("/events", ListAsync).WithMetadata(RatePolicy.GetEvents)
            .WithName("getEvents").WithSummary("Get a page of a project's events")
            .WithDescription("""
                The events after the one numbered `after`, oldest first. `next_after` is the `after` of the next page, and of the next
                question once `has_more` is false. The events are the ones that the live transports send, byte for byte.
                """)
            .WithCursor()
            .WithParameter("limit", "How many events to answer at the most. Default: 100.", PageSize.Schema(), PageSize.Usual)
            .WithProblem(StatusCodes.Status400BadRequest, "The id is no UUID, or after or limit is out of range.")
            .WithEventSchema()
            .WithExample(WorkflowExamples.Events);
        return project;
    }

    private static async Task<Results<Ok<EventsResponse>, ProblemHttpResult>> ListAsync(
        [FromRoute(Name = "project_id")] string projectId, string? after, string? limit, HttpContext context, ProgressDoor door, IProjectReader reads)
    {
        var (admission, refusal) = await door.AdmitAsync(context, projectId, after ?? "0");
        if (admission is not { Project: var project })
        {
            return refusal!;
        }

        using var subscription = admission.Subscription;
        if (PageSize.Read(limit) is not { } count)
        {
            return Problems.InvalidLimit(PageSize.Most);
        }

        var events = await reads.GetEventsAsync(project.Id, admission.After, count, context.RequestAborted);
        var next = events.Count > 0 ? events[^1].Seq : admission.After;
        var last = Math.Max(next, project.LastSeq); // events may have come since the project was read
        return TypedResults.Ok(new EventsResponse(
            project.Id, [.. events.Select(item => new RawEvent(item.Payload))], last, next, next < last));
    }
}

/// <param name="Events">Oldest first, without a gap.</param>
/// <param name="LastSeq">The number of the project's last event; 0 before the first.</param>
/// <param name="NextAfter">The cursor to ask with next.</param>
/// <param name="HasMore">Whether there are events after these already.</param>
internal sealed record EventsResponse(Guid ProjectId, IReadOnlyList<RawEvent> Events, long LastSeq, long NextAfter, bool HasMore);

/// <summary>An event as it is stored: written without being taken apart.</summary>
[JsonConverter(typeof(RawEventConverter))]
internal readonly record struct RawEvent(Utf8Text Payload);

internal sealed class RawEventConverter : JsonConverter<RawEvent>
{
    public override RawEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Events are only written.");

    public override void Write(Utf8JsonWriter writer, RawEvent value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Payload.Span, skipInputValidation: true);
}
