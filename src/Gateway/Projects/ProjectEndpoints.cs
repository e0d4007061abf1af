using System.Diagnostics;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Projects;

internal static class ProjectEndpoints
{
    public static IHostApplicationBuilder AddProjectEndpoints(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProgressUrls>();
        builder.Services.AddSingleton<IProjectReader, ProjectReads>();
        builder.Services.AddSingleton<ProjectCommands>();
        return builder;
    }

    public static IEndpointRouteBuilder MapProjects(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/projects").WithTags("Projects");
        group.MapPost("", CreateAsync).WithMetadata(RatePolicy.Create)
            .WithName("createProject").WithSummary("Create a project from an idea");
        group.MapGet("/{project_id}", FindAsync).WithMetadata(RatePolicy.GetProject)
            .WithName("getProject").WithSummary("Get a project's status and metadata");
        group.MapPost("/{project_id}/start-workflow", StartAsync).WithMetadata(RatePolicy.StartWorkflow)
            .WithName("startWorkflow").WithSummary("Start the workflow")
            .WithDescription("Accepts the workflow and answers at once; the five phases run in the background.");
        group.MapPost("/{project_id}/retry", RetryAsync).WithMetadata(RatePolicy.Retry)
            .WithName("retryWorkflow").WithSummary("Continue a failed workflow")
            .WithDescription("Runs the workflow again from the phase that failed. Everything committed before is reused and not paid for again. "
                + "A run that a budget paused goes on with a higher max_cost_usd in the body; without one the body may be left out.");
        group.MapPost("/{project_id}/cancel", CancelAsync).WithMetadata(RatePolicy.Cancel)
            .WithName("cancelWorkflow").WithSummary("Stop a running workflow")
            .WithDescription("Aborts the model call in flight. Documents that are written already stay.");
        return routes;
    }

    private static async Task<Results<Created<CreateProjectResponse>, ProblemHttpResult>> CreateAsync(
        HttpRequest request, ProjectCommands commands, ProgressUrls urls, CancellationToken cancellationToken)
    {
        var (document, problem) = await RequestBody.ReadObjectAsync(request, CreateProjectRequest.Members, cancellationToken);
        if (document is null)
        {
            return problem!;
        }

        using (document)
        {
            var (command, errors) = CreateProjectRequest.Read(document.RootElement);
            if (command is null)
            {
                return Problems.Validation(errors!);
            }

            // Time-ordered, so that new rows land side by side in the index.
            var project = await commands.CreateAsync(Guid.CreateVersion7(), command, cancellationToken);
            return TypedResults.Created(urls.Project(request, project.Id), CreateProjectResponse.Of(project));
        }
    }

    private static async Task<Results<Ok<ProjectResponse>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "project_id")] string projectId, IProjectReader reader, CancellationToken cancellationToken)
    {
        if (!Uuid.TryParse(projectId, out var id))
        {
            return Problems.InvalidProjectId();
        }

        return await reader.FindProjectAsync(id, cancellationToken) is { } project
            ? TypedResults.Ok(ProjectResponse.Of(project))
            : Problems.ProjectNotFound(id);
    }

    private static async Task<Results<Ok<RunResponse>, ProblemHttpResult>> StartAsync(
        [FromRoute(Name = "project_id")] string projectId,
        HttpRequest request,
        ProjectCommands commands,
        ProgressUrls urls,
        CancellationToken cancellationToken)
    {
        if (!Uuid.TryParse(projectId, out var id))
        {
            return Problems.InvalidProjectId();
        }

        if (await RequestBody.CheckUnusedAsync(request, BudgetField.Elsewhere, cancellationToken) is { } problem)
        {
            return problem;
        }

        return await commands.StartAsync(id, cancellationToken) switch
        {
            { Outcome: CommandOutcome.Accepted, Project: { } project } => TypedResults.Ok(RunOf(project, request, urls)),
            { Outcome: CommandOutcome.Refused, Project: { } project } => Problems.CannotStart(project),
            { Outcome: CommandOutcome.NotFound } => Problems.ProjectNotFound(id),
            var reply => throw new UnreachableException($"No response is defined for {reply.Outcome}."),
        };
    }

    private static async Task<Results<Ok<RunResponse>, ProblemHttpResult>> RetryAsync(
        [FromRoute(Name = "project_id")] string projectId,
        HttpRequest request,
        ProjectCommands commands,
        ProgressUrls urls,
        CancellationToken cancellationToken)
    {
        if (!Uuid.TryParse(projectId, out var id))
        {
            return Problems.InvalidProjectId();
        }

        var (retry, problem) = await RetryRequest.ReadAsync(request, cancellationToken);
        if (retry is null)
        {
            return problem!;
        }

        return await commands.RetryAsync(id, retry.MaxCostUsd, cancellationToken) switch
        {
            { Outcome: CommandOutcome.Accepted, Project: { } project } => TypedResults.Ok(RunOf(project, request, urls)),
            { Outcome: CommandOutcome.Refused, Project: { } project } => Problems.CannotRetry(project),
            { Outcome: CommandOutcome.NotFound } => Problems.ProjectNotFound(id),
            var reply => throw new UnreachableException($"No response is defined for {reply.Outcome}."),
        };
    }

    private static async Task<Results<Ok<CancelResponse>, ProblemHttpResult>> CancelAsync(
        [FromRoute(Name = "project_id")] string projectId, HttpRequest request, ProjectCommands commands, CancellationToken cancellationToken)
    {
        if (!Uuid.TryParse(projectId, out var id))
        {
            return Problems.InvalidProjectId();
        }

        if (await RequestBody.CheckUnusedAsync(request, BudgetField.Elsewhere, cancellationToken) is { } problem)
        {
            return problem;
        }

        return await commands.CancelAsync(id, cancellationToken) switch
        {
            { Outcome: CommandOutcome.Accepted, Project: { } project } => TypedResults.Ok(CancelResponse.Of(project)),
            { Outcome: CommandOutcome.Refused, Project: { } project } => Problems.CannotCancel(project),
            { Outcome: CommandOutcome.NotFound } => Problems.ProjectNotFound(id),
            var reply => throw new UnreachableException($"No response is defined for {reply.Outcome}."),
        };
    }

    private static RunResponse RunOf(ProjectView project, HttpRequest request, ProgressUrls urls) =>
        new(project.Id, project.Status, project.CurrentPhase, urls.For(request, project.Id));
}
