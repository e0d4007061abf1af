using System.Globalization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.Audit;

/// <summary><c>GET /audit</c>: who did what.</summary>
internal static class AuditEndpoint
{
    public static IHostApplicationBuilder AddAudit(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditDesk>();
        return builder;
    }

    public static IEndpointRouteBuilder MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", ListAsync).WithMetadata(RatePolicy.GetAudit).Demand(Scopes.Admin).WithTags("People")
            .WithName("getAudit").WithSummary("Get who did what")
            .WithDescription("Who made, started, retried, cancelled or deleted what, and from where; the newest first. It holds ids alone, no text and no secret, "
                + "and is kept for AUDIT_RETENTION_DAYS.")
            .WithParameter("limit", "How many events to answer at the most. Default: 100.", PageSize.Schema(), PageSize.Usual)
            .WithParameter("cursor", "The next_cursor of the page before.", Text("uuid"), "019aa5b2-7c00-7000-8000-000000000000")
            .WithParameter("caller", "A user's id, or admin.", Text(), "admin")
            .WithParameter("action", "What was done.", Text(), "project.create")
            .WithParameter("subject_id", "What it was done to: a project, a key or a user.", Text(), "123e4567-e89b-12d3-a456-426614174000")
            .WithParameter("since", "From this time on.", Text("date-time"), "2025-11-09T00:00:00Z")
            .WithParameter("until", "Before this time.", Text("date-time"), "2025-11-10T00:00:00Z")
            .WithProblem(StatusCodes.Status400BadRequest, "A parameter is not what it should be.")
            .WithExample("""
                {
                  "events": [
                    {
                      "id": "019a68a1-3400-7a54-9d30-5a1f0c2b7e11",
                      "at": "2025-11-09T12:00:00.000Z",
                      "caller": "admin",
                      "action": "project.create",
                      "subject_id": "123e4567-e89b-12d3-a456-426614174000",
                      "owner_id": "550e8400-e29b-41d4-a716-446655440000",
                      "address": "192.0.2.1",
                      "request_id": "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"
                    }
                  ]
                }
                """);
        return routes;
    }

    private static async Task<Results<Ok<AuditResponse>, ProblemHttpResult>> ListAsync(
        string? limit, string? cursor, string? caller, string? action, [FromQuery(Name = "subject_id")] string? subjectId, string? since, string? until,
        AuditDesk desk, CancellationToken cancellationToken)
    {
        if (PageSize.Read(limit) is not { } count)
        {
            return Problems.InvalidLimit(PageSize.Most);
        }

        var errors = new Dictionary<string, string[]>();
        var query = new AuditQuery(
            count, Id("cursor", cursor), caller, action, subjectId, Time("since", since), Time("until", until));
        if (errors.Count > 0)
        {
            return Problems.Validation(errors);
        }

        var events = await desk.ListAsync(query, cancellationToken);
        return TypedResults.Ok(new AuditResponse(
            [.. events.Select(AuditEventResponse.Of)], events.Count == count ? events[^1].Id.ToString() : null));

        Guid? Id(string name, string? text)
        {
            if (text is null)
            {
                return null;
            }

            if (Uuid.TryParse(text, out var id))
            {
                return id;
            }

            errors[name] = [$"{name} must be a UUID."];
            return null;
        }

        DateTimeOffset? Time(string name, string? text)
        {
            if (text is null)
            {
                return null;
            }

            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year >= 1970)
            {
                return time;
            }

            errors[name] = [$"{name} must be a time like 2025-11-09T12:00:00Z."];
            return null;
        }
    }

    private static OpenApiSchema Text(string? format = null) => new() { Type = JsonSchemaType.String, Format = format };
}
