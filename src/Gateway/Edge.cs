using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Audit;
using AiDevFramework.Gateway.Commands;
using AiDevFramework.Gateway.Costs;
using AiDevFramework.Gateway.Documents;
using AiDevFramework.Gateway.Health;
using AiDevFramework.Gateway.Hosting;
using AiDevFramework.Gateway.Keys;
using AiDevFramework.Gateway.Oidc;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Pages;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Plans;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Hosting.Telemetry;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway;

/// <summary>HTTP without the cluster behind it: what the program composes and tests put before a cluster of their own.</summary>
internal static class Edge
{
    public static IHostApplicationBuilder AddEdge(this IHostApplicationBuilder builder)
    {
        builder.AddGatewaySettings();
        builder.AddConsoleLog();
        builder.AddAddresses();
        builder.AddListening();
        builder.AddConnectionLimits();
        builder.AddBanner();
        builder.AddAdminToken();
        builder.AddKeys();
        builder.AddOidc();
        builder.AddCors();
        builder.AddRateLimits();
        builder.AddRequestTime();
        builder.AddPages();
        builder.AddApiDefaults(); // snake_case JSON, UPPER_SNAKE enums, problem details
        builder.AddAudit();
        builder.AddCommands();
        builder.AddProjectEndpoints();
        builder.AddEstimates();
        builder.AddPlans();
        builder.AddHealth();
        builder.AddApiDescription();
        return builder;
    }

    public static WebApplication UseEdge(this WebApplication app)
    {
        app.UseApiDefaults();
        app.UsePageCompression();
        app.UseRequestTimeouts();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseAuthorization();
        app.UseScopes();
        app.UseCommandOrigins();

        app.MapHealth();
        app.MapApiDescription();
        app.MapPlanSchema();
        app.MapPages();
        app.MapGroup("").RequireAuthorization().MapMetrics();
        var prefix = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.ApiPrefix;
        app.MapGroup(prefix).RequireAuthorization().CheckArguments().MapProjects().MapDocuments().MapPlans().MapCosts().MapEstimate().MapKeys().MapAudit();
        return app;
    }
}
