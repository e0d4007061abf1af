using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.CostPages;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Pages.Ideas;
using AiDevFramework.Gateway.Pages.Lists;
using AiDevFramework.Gateway.Pages.PlanPages;
using AiDevFramework.Gateway.Pages.Runs;
using AiDevFramework.Gateway.Pages.SignIn;
using AiDevFramework.Gateway.Pages.SystemPages;
using AiDevFramework.Gateway.Security;

namespace AiDevFramework.Gateway.Pages;

internal static class PageRegistration
{
    /// <summary>To be called before the API's defaults: refusals at the page are pages.</summary>
    public static IHostApplicationBuilder AddPages(this IHostApplicationBuilder builder)
    {
        builder.AddPageFrame();
        builder.AddSignIn();
        builder.AddRuns();
        builder.AddSystemPage();
        builder.Services.AddSingleton<FormRun>();
        builder.Services.AddSingleton<ListScreens>();
        return builder;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        var assets = app.Services.GetRequiredService<PageAssets>();
        app.MapGet("/assets/{version}/{**name}", (HttpContext context, string version, string? name) => assets.SendAsync(context, version, name ?? ""))
            .WithMetadata(RatePolicy.Exempt)
            .ExcludeFromDescription();
        var open = app.MapGroup("")
            .WithMetadata(SessionSignIn.Page, RatePolicy.Page)
            .AddEndpointFilter<RouteGroupBuilder, PageGuard>()
            .ExcludeFromDescription();
        open.MapSignIn();
        open.MapNewIdea();
        var pages = open.MapGroup("").RequireAuthorization().Demand(Scopes.PlansRead);
        pages.MapLists();
        pages.MapIdeas();
        pages.MapRuns();
        pages.MapPlanPages();
        pages.MapCostPages();
        pages.MapSystemPage();
        return app;
    }
}
