using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Progress;

/// <summary><c>POST /projects/{id}/tickets</c>: a pass that a page can be given instead of the admin token.</summary>
internal static class TicketEndpoint
{
    public static IEndpointRouteBuilder MapTickets(this IEndpointRouteBuilder project)
    {
        project.MapPost("/tickets", CreateAsync).RequireAuthorization().Demand(Scopes.PlansRead).WithMetadata(RatePolicy.CreateTicket).CheckArguments().ExpectNoBody()
            .WithName("createTicket").WithSummary("Mint a ticket for a project's progress")
            .WithDescription("""
                A short-lived token that opens the progress of this project and nothing else, for browsers, which cannot send a header
                with a WebSocket or an EventSource. A connection that is open when its ticket expires stays open.
                """)
            .WithProblem(StatusCodes.Status400BadRequest, "The id is no UUID, or the body is not valid.")
            .WithExample("""
                {
                  "project_id": "123e4567-e89b-12d3-a456-426614174000",
                  "token": "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl",
                  "expires_at": "2025-11-09T12:15:00.000Z",
                  "websocket_url": "ws://localhost:8000/api/v1/projects/123e4567-e89b-12d3-a456-426614174000/progress?token=eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl",
                  "events_url": "http://localhost:8000/api/v1/projects/123e4567-e89b-12d3-a456-426614174000/events/stream?token=eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
                }
                """);
        return project;
    }

    private static async Task<Results<Created<TicketResponse>, ProblemHttpResult>> CreateAsync(
        [FromRoute(Name = "project_id")] ProjectId project, Caller caller, HttpRequest request, ProjectReads reads, Tickets tickets, ProgressUrls urls,
        CancellationToken cancellationToken)
    {
        var id = project.Value;
        if (await reads.FindProjectAsync(caller, id, cancellationToken) is null)
        {
            return Problems.ProjectNotFound(id);
        }

        var ticket = tickets.Issue(id, caller);
        return TypedResults.Created((string?)null, new TicketResponse(
            id, ticket.Token, ticket.ExpiresAt, urls.WebSocket(request, id, ticket.Token), urls.EventStream(request, id, ticket.Token)));
    }
}

/// <param name="ExpiresAt">Until when the ticket opens connections.</param>
/// <param name="WebsocketUrl">With the ticket in it.</param>
/// <param name="EventsUrl">Server-sent events, with the ticket in it.</param>
internal sealed record TicketResponse(Guid ProjectId, string Token, DateTimeOffset ExpiresAt, string WebsocketUrl, string EventsUrl);
