using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Plans.Examples;
using AiDevFramework.Web.Projects;

namespace AiDevFramework.Gateway.Pages.Lists;

/// <summary>The screen with the projects, which is also the first that anybody sees.</summary>
internal static class ListEndpoints
{
    public static void MapLists(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", () => new Screen<ProjectsScreen, ProjectsModel>(
            new ProjectsModel(ProjectFilter.All, [], null, IsFirstPage: true, HasMoreMatches: false, null, ExampleCatalogue.All, Guid.NewGuid(), "")));
    }
}
