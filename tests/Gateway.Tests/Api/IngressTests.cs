using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.TestSupport;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Api;

/// <summary>What the service answers can be reached through the door that the manifests of Kubernetes make.</summary>
public sealed class IngressTests
{
    [Fact]
    public async Task Ingress_OfKubernetes_LeadsToEveryRouteButThoseOfOperators()
    {
        await using var gateway = await TestGateway.StartAsync();
        var ingress = await File.ReadAllLinesAsync(
            Path.Combine(Repository.Root, "deploy", "kubernetes", "ingress.yaml"), TestContext.Current.CancellationToken);
        var open = ingress.Select(line => line.Trim()).Where(line => line.StartsWith("- path: /", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2].Trim('/')).ToHashSet();

        var routes = gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').Split('/')[0]).ToHashSet();

        Assert.Contains("schemas", routes);
        Assert.Equal([], routes.Except(open).Except(["metrics"]).Order());
    }
}
