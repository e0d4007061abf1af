using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.Projects;

/// <summary><c>GET /projects</c>.</summary>
internal static class ProjectListEndpoint
{
    private const string Example = """
        {
          "projects": [
            {
              "project_id": "123e4567-e89b-12d3-a456-426614174000",
              "user_id": "550e8400-e29b-41d4-a716-446655440000",
              "title": "Build a task management app with AI-powered prioritization",
              "status": "COMPLETED",
              "current_phase": "EXECUTION_PLAN",
              "verdict": "READY",
              "coverage": {
                "criteria_at_gates": { "covered": 16, "total": 16, "cut": 0 },
                "events_served": { "covered": 9, "total": 9, "cut": 0 },
                "features_with_tasks": { "covered": 8, "total": 8, "cut": 0 },
                "constraints_carried": { "covered": 2, "total": 2, "cut": 0 }
              },
              "cost": { "total_cost_usd": 0.45, "unknown_count": 1, "unknown_reserved_usd": 0.02, "max_cost_usd": 1.5 },
              "duration_seconds": 180,
              "documents_generated": 4,
              "retry_available": false,
              "created_at": "2025-11-09T12:00:00.000Z",
              "updated_at": "2025-11-09T12:03:00.000Z",
              "completed_at": "2025-11-09T12:03:00.000Z",
              "last_seq": 11
            }
          ],
          "next_cursor": null
        }
        """;

    public static RouteGroupBuilder MapList(this RouteGroupBuilder projects)
    {
        projects.MapGet("", ListAsync).WithMetadata(RatePolicy.ListProjects)
            .WithName("listProjects").WithSummary("List projects, a page at a time")
            .WithDescription("""
                The projects that the token may see. A page begins behind the last project of the one before, whatever was created meanwhile: no project
                is listed twice or left out for it. Filters apply together; one that is blank does not matter.
                """)
            .WithParameter("status", "Where a project stands.", NamesOf<WorkflowStatus>(), "FAILED")
            .WithParameter("phase", "Its current phase, or the last one of a run that has ended.", NamesOf<Phase>(), "PRD")
            .WithParameter("verdict", "What its documents are worth.", NamesOf<PlanVerdict>(), "READY")
            .WithParameter("q", $"Words of the idea or the documents, all of which have to be there, and \"phrases\" in quotes; the last word may be the beginning of one. At most {SearchQuery.MaxLength} characters. A change is found within seconds; of each document its first 128 KB.", new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = SearchQuery.MaxLength }, "\"task board\" billing")
            .WithParameter("user_id", "Whose projects alone. Only ADMIN_TOKEN may name somebody else.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" }, "550e8400-e29b-41d4-a716-446655440000")
            .WithParameter("created_after", "A date, or a time as ISO 8601 writes it; without an offset it is UTC.", new OpenApiSchema { Type = JsonSchemaType.String }, "2025-11-09")
            .WithParameter("sort", "The order; - puts the latest first. Default: -created_at.", Names(ProjectListReading.Sorts.Keys), "-updated_at")
            .WithParameter("limit", $"How many projects to answer at the most. Default: {ProjectListQuestion.DefaultLimit}.", LimitSchema(), 20)
            .WithParameter("cursor", "The next_cursor of the page before, with the same token, filters and sort. Default: the first page.", new OpenApiSchema { Type = JsonSchemaType.String }, "AQjeH5b7c0AAEj5FZ-ibEtOkVkJmFBdAAHhQ3o2u0mYv7m8LQm8b3cE")
            .WithProblem(StatusCodes.Status400BadRequest, "A parameter is not valid; errors names each.")
            .WithProblem(StatusCodes.Status403Forbidden, "user_id names somebody else.")
            .WithExample(Example);
        return projects;
    }

    private static async Task<Results<Ok<ProjectListResponse>, ProblemHttpResult>> ListAsync(
        [AsParameters] ProjectListQuery query, Caller caller, IProjectLists lists, CancellationToken cancellationToken) =>
        await lists.ListAsync(caller, query, cancellationToken) switch
        {
            ProjectListAnswer.Listed listed => TypedResults.Ok(ProjectListResponse.Of(listed)),
            ProjectListAnswer.Invalid invalid => Problems.Validation(invalid.Errors),
            _ => Problems.ForeignUser(),
        };

    private static OpenApiSchema NamesOf<T>()
        where T : struct, Enum => Names(Enum.GetValues<T>().Select(WireName.Of));

    private static OpenApiSchema Names(IEnumerable<string> names) =>
        new() { Type = JsonSchemaType.String, Enum = [.. names.Select(name => (System.Text.Json.Nodes.JsonNode)name)] };

    private static OpenApiSchema LimitSchema() =>
        new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = $"{ProjectListQuestion.MaxLimit}" };
}
