using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Web.Projects;

namespace AiDevFramework.Gateway.Pages.Lists;

/// <summary>The screen with the projects, which is also the first that anybody sees.</summary>
internal static class ListEndpoints
{
    public static void MapLists(this IEndpointRouteBuilder pages) => pages.MapGet("/", ShowAsync);

    private static async Task<IResult> ShowAsync(
        [AsParameters] ProjectListQuery query, Caller caller, HttpContext context, IProjectLists lists, ListScreens screens,
        CancellationToken cancellationToken) =>
        await lists.ListAsync(caller, query, cancellationToken) switch
        {
            ProjectListAnswer.Listed listed => Show(screens.Of(query, listed, caller, context.Request), StatusCodes.Status200OK),
            ProjectListAnswer.Invalid invalid => Show(screens.Of(query, invalid, context.Request), StatusCodes.Status400BadRequest),
            _ => Problems.ForeignUser(),
        };

    private static Screen<ProjectsScreen, ProjectsModel> Show(ProjectsModel model, int status) => new(model, status);
}
