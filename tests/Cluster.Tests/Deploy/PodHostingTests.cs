using System.Collections.Concurrent;
using AiDevFramework.Silo.Clustering;
using AiDevFramework.TestSupport.Processes;
using k8s;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting.Kubernetes;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>A silo in a Kubernetes pod, before an API server that stands in for Kubernetes' own.</summary>
public sealed class PodHostingTests
{
    private static readonly Dictionary<string, string?> _pod = new()
    {
        ["KUBERNETES_SERVICE_HOST"] = "10.96.0.1",
        ["POD_NAME"] = "aidev-silo-7d9f-x2x",
        ["POD_NAMESPACE"] = "aidev",
        ["POD_IP"] = "127.0.0.1",
    };

    [Fact]
    public void Applies_InAPodThatKnowsItself_AndNowhereElse()
    {
        Assert.True(PodHosting.Applies(Settings(_pod)));
        Assert.False(PodHosting.Applies(Settings([])));
        Assert.All(_pod.Keys, missing => Assert.False(PodHosting.Applies(Settings(_pod.Where(pair => pair.Key != missing)))));
        Assert.All(_pod.Keys, empty => Assert.False(PodHosting.Applies(Settings(_pod.Select(
            pair => pair.Key == empty ? KeyValuePair.Create(empty, (string?)"") : pair)))));
    }

    [Fact(Timeout = 180_000)]
    public async Task Start_InAPod_IsNamedAfterItLabelsItAndReadsTheList()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = new ConcurrentQueue<string>();
        await using var kubernetes = await StubGateway.StartAsync(context => AnswerAsync(context, asked));
        foreach (var name in _pod.Keys.Skip(1))
        {
            Environment.SetEnvironmentVariable(name, _pod[name]); // the package reads nothing else; no other test does
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(_pod);
        builder.Services.Configure<KubernetesHostingOptions>(options =>
            options.GetClientConfiguration = () => new KubernetesClientConfiguration { Host = kubernetes.Address.ToString() });
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort.Next(), gatewayPort: 0, serviceId: "aidev", clusterId: "pods")
            .FollowPods());
        using var host = builder.Build();
        await host.StartAsync(cancellation);

        Assert.Equal("aidev-silo-7d9f-x2x", host.Services.GetRequiredService<ILocalSiloDetails>().Name);
        Assert.Contains("GET /api/v1/namespaces/aidev/pods/aidev-silo-7d9f-x2x ", asked);
        Assert.Contains(asked, request => request.StartsWith("PATCH /api/v1/namespaces/aidev/pods/aidev-silo-7d9f-x2x ", StringComparison.Ordinal)
            && request.Contains("\"orleans/clusterId\": \"pods\"", StringComparison.Ordinal));
        Assert.Contains(asked, request => request.StartsWith("GET /api/v1/namespaces/aidev/pods ", StringComparison.Ordinal));
        await host.StopAsync(cancellation);
    }

    private static IConfiguration Settings(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    private static async Task AnswerAsync(HttpContext context, ConcurrentQueue<string> asked)
    {
        const string pod = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"aidev-silo-7d9f-x2x","namespace":"aidev"}}""";
        using var reader = new StreamReader(context.Request.Body);
        asked.Enqueue($"{context.Request.Method} {context.Request.Path} {await reader.ReadToEndAsync(context.RequestAborted)}");
        if (context.Request.Query["watch"] == "true")
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            context.Request.Path.Value!.EndsWith("/pods", StringComparison.Ordinal)
                ? $$"""{"apiVersion":"v1","kind":"PodList","metadata":{},"items":[{{pod}}]}""" : pod,
            context.RequestAborted);
    }
}
