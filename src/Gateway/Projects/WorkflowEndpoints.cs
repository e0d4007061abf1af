using System.Diagnostics;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Commands;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Projects;

/// <summary>Commands to a project's workflow: start, retry, cancel.</summary>
internal static class WorkflowEndpoints
{
    public static void MapWorkflow(this IEndpointRouteBuilder projects)
    {
        projects.MapPost("/{project_id}/start-workflow", StartAsync).WithMetadata(RatePolicy.StartWorkflow).Demand(Scopes.PlansWrite).ExpectNoBody().TakeIdempotencyKey()
            .WithName("startWorkflow").WithSummary("Start the workflow")
            .WithDescription("Accepts the workflow and answers at once; the five phases run in the background.")
            .WithProblem(
                StatusCodes.Status400BadRequest, "The id is no UUID, the body is not valid, or the workflow was started before.")
            .WithExample("""
                {
                  "project_id": "123e4567-e89b-12d3-a456-426614174000",
                  "status": "PROCESSING",
                  "current_phase": "SMART_DETECTION",
                  "websocket_url": "ws://localhost:8000/api/v1/projects/123e4567-e89b-12d3-a456-426614174000/progress?token=eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
                }
                """);
        projects.MapPost("/{project_id}/retry", RetryAsync).WithMetadata(RatePolicy.Retry).Demand(Scopes.PlansWrite).TakeIdempotencyKey()
            .WithName("retryWorkflow").WithSummary("Continue a failed workflow")
            .WithDescription("Runs the workflow again from the phase that failed. Everything committed before is reused and not paid for again. "
                + "A run that a budget paused goes on with a higher max_cost_usd in the body, or with "
                + "without_budget; without either the body may be left out.")
            .WithProblem(StatusCodes.Status409Conflict, "The command does not apply to the project's status.")
            .WithRequestExample("""{ "max_cost_usd": 2.5 }""")
            .WithExample("""
                {
                  "project_id": "123e4567-e89b-12d3-a456-426614174000",
                  "status": "PROCESSING",
                  "current_phase": "PRD",
                  "websocket_url": "ws://localhost:8000/api/v1/projects/123e4567-e89b-12d3-a456-426614174000/progress?token=eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
                }
                """);
        projects.MapPost("/{project_id}/cancel", CancelAsync).WithMetadata(RatePolicy.Cancel).Demand(Scopes.PlansWrite).ExpectNoBody().TakeIdempotencyKey()
            .WithName("cancelWorkflow").WithSummary("Stop a running workflow")
            .WithDescription("Aborts the model call in flight. Documents that are written already stay.")
            .WithProblem(StatusCodes.Status400BadRequest, "The id is no UUID, or the body is not valid.")
            .WithProblem(StatusCodes.Status409Conflict, "The command does not apply to the project's status.")
            .WithExample("""
                {
                  "project_id": "123e4567-e89b-12d3-a456-426614174000",
                  "status": "CANCELLED",
                  "current_phase": "PRD"
                }
                """);
    }

    private static async Task<Results<Ok<RunResponse>, ProblemHttpResult>> StartAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, HttpRequest request, ProjectCommands commands, ProgressUrls urls,
        CancellationToken cancellationToken) =>
        Answer(id, await commands.StartAsync(caller, id.Value, cancellationToken), project => RunOf(project, request, urls), Problems.CannotStart);

    private static async Task<Results<Ok<RunResponse>, ProblemHttpResult>> RetryAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Body<RetryRequest> body, Caller caller, HttpRequest request,
        ProjectCommands commands, ProgressUrls urls, CancellationToken cancellationToken) =>
        Answer(
            id,
            await commands.RetryAsync(caller, id.Value, body.Value, cancellationToken),
            project => RunOf(project, request, urls),
            Problems.CannotRetry);

    private static async Task<Results<Ok<CancelResponse>, ProblemHttpResult>> CancelAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, ProjectCommands commands, CancellationToken cancellationToken) =>
        Answer(id, await commands.CancelAsync(caller, id.Value, cancellationToken), CancelResponse.Of, Problems.CannotCancel);

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(
        ProjectId id, CommandReply reply, Func<ProjectView, T> accepted, Func<ProjectView, ProblemHttpResult> refused) => reply switch
        {
            { Outcome: CommandOutcome.Accepted, Project: { } project } => TypedResults.Ok(accepted(project)),
            { Outcome: CommandOutcome.Refused, Project: { } project } => refused(project),
            { Outcome: CommandOutcome.NotFound } => Problems.ProjectNotFound(id.Value),
            { Outcome: CommandOutcome.KeyTaken } => Problems.IdempotencyKeyTaken(),
            _ => throw new UnreachableException($"No response is defined for {reply.Outcome}."),
        };

    private static RunResponse RunOf(ProjectView project, HttpRequest request, ProgressUrls urls) =>
        new(project.Id, project.Status, project.CurrentPhase, urls.For(request, project.Id));
}
