using AiDevFramework.FakeOpenRouter;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Projects;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Examples;
using AiDevFramework.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace AiDevFramework.Grains.Tests.Offline.Recordings;

/// <summary>Projects that show an example, on two silos with the product's grains, worker, money and judges, and with a provider configured.</summary>
public sealed class ExampleRunTests : IAsyncLifetime
{
    private const string Key = "sk-or-v1-secret-of-the-tests";

    private static readonly DateTimeOffset _then = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryProjectStore _store = new();
    private FakeOpenRouterServer _provider = null!;
    private InProcessTestCluster _cluster = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Examples => [.. ExampleCatalogue.All.Select(example => example.Name)];

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeOpenRouterServer.StartAsync();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(ProgressStreams.Provider, streams => streams.ConfigurePartitioning(ProgressStreams.Queues));
            silo.Services.AddSingleton<IProjectStore>(_store);
            silo.Services.AddSingleton<IAttemptStore>(_store.Attempts);
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                options.NumMissedProbesLimit = 2;
                options.NumVotesForDeathDeclaration = 1;
            });
        });
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["OPENROUTER_API_KEY"] = Key,
                ["OPENROUTER_BASE_URL"] = _provider.BaseAddress.AbsoluteUri,
                ["EXAMPLE_ANSWER_MS"] = "400",
            });
            host.AddModels();
            host.AddPhases();
            host.AddProjects();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Examples))]
    public async Task Start_OfAnExample_CompletesWithoutTheProviderAndWithoutMoney(string example)
    {
        var project = await StartAsync(example);

        var ended = await _store.EndOfAsync(project);

        var state = _store.StateOf(project);
        Assert.Equal((WorkflowStatus.Completed, 0m, example), (ended.Status, ended.Metadata.TotalCostUsd, ended.Metadata.Example));
        Assert.Equal(ExampleCatalogue.Find(example)!.Idea, ended.Idea);
        Assert.Empty(_provider.Log.Calls);
        Assert.All(state.Calls, call => Assert.Equal(($"recorded/{example}", 0m), (call.Call.Model, call.Call.CostUsd)));
        Assert.All(state.Attempts, attempt => Assert.Equal(("recorded", 0m, 0m), (attempt.Provider, attempt.ReservedUsd, attempt.CountedUsd)));
        Assert.All(state.Documents.Values, document => Assert.Equal((true, $"recorded/{example}"), (document.Metadata.Recorded, document.Metadata.Model)));
        Assert.All(
            _store.EventsOf(project).Where(@event => @event.Type is EventTypes.PhaseStarted or EventTypes.PhaseCompleted or EventTypes.WorkflowCompleted),
            @event => Assert.Contains($"\"example\":\"{example}\"", @event.Payload.ToString(), StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task Stop_OfTheSiloThatPlays_GoesOnWithTheRecordingElsewhere()
    {
        var project = await StartAsync("portal");
        var running = await _store.UntilAsync(project, now => now.CurrentPhase is Phase.Prd);
        var owner = _cluster.Silos.Single(silo => silo.SiloAddress.ToParsableString() == running.Owner);

        await _cluster.KillSiloAsync(owner, Cancellation);

        await EndAsRecordedAsync(project);
        Assert.Contains(
            _store.TransitionsOf(project),
            transition => transition.Next.Project.Owner is { } other && other != running.Owner && other != ProjectSnapshot.NoOwner);
    }

    [Fact(Timeout = 120_000)]
    public async Task TakeOver_OfARunWhoseSiloWasLost_GoesOnWithTheRecording()
    {
        var (playing, events) = Playing("portal");

        _store.Seed(playing, events);

        var project = playing.Project.Id;
        await EndAsRecordedAsync(project);
        Assert.Contains(_store.TransitionsOf(project), transition => transition.Next.Project.Takeovers == 1);
        Assert.Contains(_store.StateOf(project).Attempts, attempt => attempt.Status is AttemptStatus.Unknown); // what the lost silo played
    }

    [Fact(Timeout = 120_000)]
    public async Task Retry_OfAFailedRun_GoesOnWithTheRecording()
    {
        var (playing, events) = Playing("portal");
        var failed = WorkflowRules.Fail(playing, new StepFailure("The database was away.", RetryAvailable: true), _then);
        _store.Seed(AttemptRules.WithoutReservation(failed, _then).Next, [.. events, .. failed.Events]);

        var reply = await _cluster.Client.GetGrain<IProjectGrain>(playing.Project.Id).RetryAsync(Cancellation);

        Assert.Equal(CommandOutcome.Accepted, reply.Outcome);
        await EndAsRecordedAsync(playing.Project.Id);
    }

    /// <summary>A project that a newer release made.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_OfAnExampleThatThisReleaseLacks_FailsAndSaysWhy()
    {
        var (playing, events) = Playing("webshop");

        _store.Seed(playing, events);

        var ended = await _store.EndOfAsync(playing.Project.Id, TimeSpan.FromSeconds(90));
        Assert.Equal(
            (WorkflowStatus.Failed, "This release has no recording of the example 'webshop' for the step SMART_DETECTION."), (ended.Status, ended.Metadata.Error));
        Assert.Empty(_provider.Log.Calls);
    }

    /// <summary>A run in its first call, on a silo that is gone.</summary>
    private static (WorkflowState State, IReadOnlyList<ProgressEvent> Events) Playing(string example)
    {
        var created = new ProjectSnapshot(
            Guid.NewGuid(), Guid.NewGuid(), ExampleCatalogue.Find("portal")!.Idea, WorkflowStatus.Created, null,
            ProjectMetadata.Empty with { Example = example }, _then, _then, null, 1, null, 0, null, 0);
        var started = WorkflowRules.Start(WorkflowState.Of(created), "127.0.0.1:1@1", _then);
        return (AttemptRules.Reserve(started.Next, new Quote($"recorded/{example}", "recorded", 0m), _then).Next, started.Events);
    }

    private async Task EndAsRecordedAsync(Guid project)
    {
        var ended = await _store.EndOfAsync(project, TimeSpan.FromSeconds(90));
        var state = _store.StateOf(project);
        Assert.Equal(WorkflowStatus.Completed, ended.Status);
        Assert.Equal(ExamplePlay.Of("portal").Replies.Count, state.Calls.Count);
        Assert.Empty(_provider.Log.Calls);
        Assert.DoesNotContain(_provider.Log.Lookups, lookup => lookup.Contains("generation", StringComparison.Ordinal));
        Assert.Equal(0m, AttemptRules.SpentUsd(state));
    }

    private async Task<Guid> StartAsync(string example)
    {
        var id = Guid.NewGuid();
        var project = _cluster.Client.GetGrain<IProjectGrain>(id);
        await project.CreateAsync(
            new CreateProject(Guid.NewGuid(), ExampleCatalogue.Find(example)!.Idea, MaxCostUsd: 0.000001m, Example: example), Cancellation);
        Assert.Equal(CommandOutcome.Accepted, (await project.StartAsync(Cancellation)).Outcome);
        return id;
    }
}
