using AiDevFramework.Hosting.Clustering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace AiDevFramework.Gateway.Tests.Hosting;

/// <summary>What a gateway's client of the cluster is told, where the framework's own times are too long.</summary>
public sealed class ClientHostingTests
{
    [Fact]
    public void Client_ToldNonsenseByASiloThatWakes_AsksAgainWithinTheTimeOfARequest()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = [] });
        builder.Configuration.AddInMemoryCollection([new("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/nowhere")]);
        builder.AddClusterClient();
        using var host = builder.Build();

        var manifestAge = host.Services.GetRequiredService<IOptions<TypeManagementOptions>>().Value.TypeMapRefreshInterval;
        var patience = host.Services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.ResponseTimeout;

        Assert.InRange(manifestAge, TimeSpan.FromMilliseconds(500), patience);
    }
}
