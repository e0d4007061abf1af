using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>Tests that each have a gateway of their own, with a cluster in memory behind it.</summary>
public abstract class ProgressTests : IAsyncLifetime
{
    private protected TestGateway _gateway = null!;

    private protected FakeCluster Cluster => _gateway.Cluster;

    private protected ProgressRelay Relay => _gateway.Services.GetRequiredService<ProgressRelay>();

    public virtual async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
