using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>Orleans' own page about silos and grains, <c>DASHBOARD_ENABLED</c>.</summary>
public static class Dashboard
{
    private const string Path = "/dashboard";

    internal static ISiloBuilder AddDashboard(this ISiloBuilder silo, NodeOptions node) =>
        node.DashboardEnabled ? silo.AddDashboard() : silo;

    internal static IClientBuilder AddDashboard(this IClientBuilder client, NodeOptions node) =>
        node.DashboardEnabled ? client.AddDashboard() : client;

    /// <summary>For whoever is authorized; nothing where it is off.</summary>
    public static IEndpointRouteBuilder MapDashboard(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IOptions<NodeOptions>>().Value.DashboardEnabled)
        {
            routes.MapOrleansDashboard(Path).RequireAuthorization().ExcludeFromDescription();
        }

        return routes;
    }
}
