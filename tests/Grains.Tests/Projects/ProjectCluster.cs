using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>Silos with the product's project grains, sweeper and feed, over one store and one script.</summary>
internal sealed class ProjectCluster(InProcessTestCluster cluster, MemoryProjectStore store, StepScript script) : IAsyncDisposable
{
    /// <summary>How long a signal may take; nothing waits this long when all is well.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public MemoryProjectStore Store => store;

    public StepScript Script => script;

    public InProcessTestCluster Silos => cluster;

    public static async Task<ProjectCluster> StartAsync(
        short silos = 1, MemoryProjectStore? store = null, StepScript? script = null, Action<ISiloBuilder>? configure = null)
    {
        store ??= new MemoryProjectStore();
        script ??= new StepScript();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(ProgressStreams.Provider, streams => streams.ConfigurePartitioning(ProgressStreams.Queues));
            silo.Configure<GrainTypeOptions>(options =>
            {
                options.Classes.RemoveWhere(type => typeof(IPhaseWorker).IsAssignableFrom(type));
                options.Classes.Add(typeof(ScriptedPhaseWorker));
            });
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                options.NumMissedProbesLimit = 2;
                options.NumVotesForDeathDeclaration = 1;
            });
            silo.Services.AddSingleton<IProjectStore>(store);
            silo.Services.AddSingleton(script);
            silo.Services.AddSingleton<IAttemptStore>(store.Attempts);
            silo.Services.AddSingleton<IQuotes>(new FixedQuotes());
            configure?.Invoke(silo);
        });
        builder.ConfigureSiloHost((_, host) => host.AddProjects());
        builder.ConfigureClient(client => client.AddMemoryStreams(
            ProgressStreams.Provider, streams => streams.ConfigurePartitioning(ProgressStreams.Queues)));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new ProjectCluster(cluster, store, script);
    }

    public IProjectGrain Project(Guid id) => cluster.Client.GetGrain<IProjectGrain>(id);

    public async Task<IProjectGrain> CreateAsync(CancellationToken cancellationToken)
    {
        var project = Project(Guid.NewGuid());
        await project.CreateAsync(new CreateProject(Guid.NewGuid(), "A task list that sorts itself"), cancellationToken);
        return project;
    }

    public async Task<IProjectGrain> StartNewAsync(CancellationToken cancellationToken)
    {
        var project = await CreateAsync(cancellationToken);
        var reply = await project.StartAsync(cancellationToken);
        Assert.Equal(CommandOutcome.Accepted, reply.Outcome);
        return project;
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
