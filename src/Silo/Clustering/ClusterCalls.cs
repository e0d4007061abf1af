using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Silo.Clustering;

/// <summary>Before the first connection, calls of a gateway fail at once: Orleans would let them wait for their timeout.</summary>
internal sealed class ClusterCalls(ClusterLink link) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context) =>
        link.IsConnected || context.InterfaceMethod.DeclaringType?.Assembly != typeof(IProjectReader).Assembly
            ? context.Invoke()
            : throw new SiloUnavailableException("No silo has answered yet.");
}
