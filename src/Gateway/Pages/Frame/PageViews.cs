using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Web.Frame;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>What a screen is told about the request.</summary>
internal sealed class PageViews(IOptions<GatewayOptions> options, PublicAddress address, PageAssets assets)
{
    private const string ApiEnding = " API";

    public PageView Of(HttpContext context) => new()
    {
        Texts = PageLanguage.Of(context.Request),
        Product = NameOf(options.Value.ProjectName),
        Root = address.PathOf(context.Request),
        Here = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent(),
        Assets = assets.Path,
        Visitor = VisitorOf(context),
    };

    /// <summary>The page is the service's face, not its API.</summary>
    private static string NameOf(string project) => project.EndsWith(ApiEnding, StringComparison.Ordinal) ? project[..^ApiEnding.Length] : project;

    private static Visitor? VisitorOf(HttpContext context) => CallerOf.Request(context) is { } caller
        ? new Visitor(caller.Name, caller.SeesAll, MaySeeSystem: caller.SeesAll)
        : null;
}
