using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Support;

/// <summary>A gateway inside the tests' process: where it listens, and how it is asked.</summary>
internal static class EdgeHost
{
    /// <param name="settings">Environment names and values over those of the tests: a free port, rate limits off, Production.</param>
    public static WebApplicationBuilder CreateBuilder(IEnumerable<(string Name, string Value)> settings)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["HOST"] = "127.0.0.1",
            ["PORT"] = "0",
            ["ADMIN_TOKEN"] = TestGateway.AdminToken,
            ["RATE_LIMIT_ENABLED"] = "false",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value));
        return builder;
    }

    /// <returns>A client of the server, which has started; it sends no token.</returns>
    public static HttpClient CreateClient(WebApplication app) => new()
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
    };

    /// <returns>A client that sends the admin token.</returns>
    public static HttpClient CreateAdmin(WebApplication app)
    {
        var client = CreateClient(app);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestGateway.AdminToken);
        return client;
    }
}
