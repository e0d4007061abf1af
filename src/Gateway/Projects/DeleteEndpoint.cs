using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.Projects;

/// <summary><c>DELETE /projects/{id}</c>.</summary>
internal static class DeleteEndpoint
{
    public static void MapDelete(this IEndpointRouteBuilder projects) =>
        projects.MapDelete("/{project_id}", DeleteAsync).WithMetadata(RatePolicy.Delete).Demand(Scopes.PlansDelete)
            .WithName("deleteProject").WithSummary("Delete a project")
            .WithDescription("Stops its run and hides it at once: every other request for it is answered 404, and whoever follows it is told that it is gone. "
                + "It is removed for good after DELETED_RETENTION_DAYS. What its calls cost counts on, for its user's day and in the totals.")
            .WithParameter(
                "purge", "Whether to remove it for good at once. Default: false.", new OpenApiSchema { Type = JsonSchemaType.Boolean }, true)
            .WithProblem(StatusCodes.Status400BadRequest, "The id is no UUID, or purge is neither true nor false.");

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        [FromRoute(Name = "project_id")] ProjectId id, string? purge, Caller caller, ProjectCommands commands, CancellationToken cancellationToken)
    {
        var atOnce = false;
        if (purge is not null && !bool.TryParse(purge, out atOnce))
        {
            return Problems.InvalidPurge();
        }

        return await commands.DeleteAsync(caller, id.Value, atOnce, cancellationToken) is { Outcome: CommandOutcome.Accepted }
            ? TypedResults.NoContent()
            : Problems.ProjectNotFound(id.Value);
    }
}
