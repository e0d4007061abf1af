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

internal static class ProjectEndpoints
{
    public static IHostApplicationBuilder AddProjectEndpoints(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProgressUrls>();
        builder.Services.AddSingleton<ProjectReads>();
        builder.Services.AddSingleton<IProjectReader>(services => services.GetRequiredService<ProjectReads>());
        builder.Services.AddSingleton<ProjectCommands>();
        builder.Services.AddSingleton<ListCursors>();
        builder.Services.AddSingleton<IProjectLists, ProjectLists>();
        return builder;
    }

    public static IEndpointRouteBuilder MapProjects(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/projects").WithTags("Projects").Demand(Scopes.PlansRead);
        group.MapPost("", CreateAsync).WithMetadata(RatePolicy.Create).Demand(Scopes.PlansWrite).TakeIdempotencyKey(makes: true)
            .WithName("createProject").WithSummary("Create a project from an idea")
            .WithDescription("From an idea of one's own, or from a recorded example: { \"example\": \"portal\", \"user_id\": … } shows what a good plan looks like, without a model and at no cost.")
            .WithResponseHeader(StatusCodes.Status201Created, "Location", "Path of the new project.")
            .WithRequestExample("""
                {
                  "idea": "Build a task management app with AI-powered prioritization",
                  "user_id": "550e8400-e29b-41d4-a716-446655440000",
                  "max_cost_usd": 1.5
                }
                """)
            .WithExample("""
                {
                  "project_id": "123e4567-e89b-12d3-a456-426614174000",
                  "status": "CREATED",
                  "created_at": "2025-11-09T12:00:00.000Z"
                }
                """);
        group.MapGet("/{project_id}", FindAsync).WithMetadata(RatePolicy.GetProject)
            .WithName("getProject").WithSummary("Get a project's status and metadata")
            .WithExample("""
                {
                  "project_id": "123e4567-e89b-12d3-a456-426614174000",
                  "idea": "Build a task management app with AI-powered prioritization",
                  "status": "COMPLETED",
                  "current_phase": "EXECUTION_PLAN",
                  "metadata": {
                    "use_event_storming": true,
                    "use_vertical_approach": false,
                    "total_cost_usd": 0.45,
                    "max_cost_usd": 1.5,
                    "total_duration_seconds": 180,
                    "smart_detection": {
                      "use_event_storming": true,
                      "feature_count_estimate": 8,
                      "reasoning": "Complex domain with multiple features"
                    }
                  },
                  "created_at": "2025-11-09T12:00:00.000Z",
                  "updated_at": "2025-11-09T12:03:00.000Z",
                  "completed_at": "2025-11-09T12:03:00.000Z"
                }
                """);
        group.MapDelete();
        group.MapList();
        group.MapWorkflow();
        return routes;
    }

    private static async Task<Results<Created<CreateProjectResponse>, ProblemHttpResult>> CreateAsync(
        Body<CreateProjectRequest> body, Caller caller, HttpRequest request, ProjectCommands commands, ProgressUrls urls,
        CancellationToken cancellationToken)
    {
        var key = request.HttpContext.Features.Get<CommandKey>();
        return await commands.CreateAsync(caller, key, body.Value.ToCommand(caller), cancellationToken) switch
        {
            null => Problems.ForeignUser(),
            { Outcome: CommandOutcome.Accepted, Project: { } project } =>
                TypedResults.Created(urls.Project(request, project.Id), CreateProjectResponse.Of(project)),
            { Outcome: CommandOutcome.KeyTaken } => Problems.IdempotencyKeyTaken(),
            { Outcome: CommandOutcome.Deleted } => Problems.ProjectDeleted(key!.Id),
            var reply => throw new UnreachableException($"No response is defined for {reply.Outcome}."),
        };
    }

    private static async Task<Results<Ok<ProjectResponse>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, ProjectReads reader, CancellationToken cancellationToken) =>
        await reader.FindProjectAsync(caller, id.Value, cancellationToken) is { } project
            ? TypedResults.Ok(ProjectResponse.Of(project))
            : Problems.ProjectNotFound(id.Value);
}
