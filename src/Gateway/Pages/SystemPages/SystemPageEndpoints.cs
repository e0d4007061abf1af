using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Web.SystemPage;

namespace AiDevFramework.Gateway.Pages.SystemPages;

/// <summary>The screen of the service itself, for the operator.</summary>
internal static class SystemPageEndpoints
{
    public static IEndpointRouteBuilder MapSystemPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/system", ShowAsync).Demand(Scopes.Admin);
        return pages;
    }

    private static async Task<IResult> ShowAsync(SystemFacts facts, CancellationToken cancellationToken) =>
        new Screen<SystemScreen, SystemModel>(await facts.ReadAsync(cancellationToken));
}
