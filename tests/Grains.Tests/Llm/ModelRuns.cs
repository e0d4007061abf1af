using System.Globalization;
using System.Text.Json;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Grains.Tests.Projects;
using AiDevFramework.Llm;
using AiDevFramework.Silo.Hosting;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>
/// Whole runs through the product's own grains, worker, model client and judges against a provider that misbehaves on order. Only
/// the database is a list in memory. Waits are short; each test works on projects of its own mark.
/// </summary>
public sealed class ModelRuns : IAsyncLifetime
{
    internal const string Key = "sk-or-v1-secret-of-the-tests";

    /// <summary>Until the first token and between tokens, in seconds; a machine that is busy takes its time.</summary>
    private readonly double _patience = Math.Ceiling(Machine.Allow(TimeSpan.FromSeconds(3), most: 4).TotalSeconds);

    private readonly FakeOptions? _provider;
    private readonly Dictionary<string, string?> _settings;
    private InProcessTestCluster _cluster = null!;

    public ModelRuns()
        : this([])
    {
    }

    internal ModelRuns(params (string Name, string Value)[] settings)
        : this(provider: null, settings)
    {
    }

    internal ModelRuns(FakeOptions? provider, params (string Name, string Value)[] settings)
    {
        _provider = provider;
        _settings = new()
        {
            ["LLM_TIMEOUT_SECONDS"] = (4 * _patience).ToString(CultureInfo.InvariantCulture),
            ["LLM_FIRST_TOKEN_TIMEOUT_SECONDS"] = _patience.ToString(CultureInfo.InvariantCulture),
            ["LLM_IDLE_TIMEOUT_SECONDS"] = _patience.ToString(CultureInfo.InvariantCulture),
            ["LLM_RETRY_DELAY_MS"] = "5",
            ["LLM_RETRY_AFTER_MAX_SECONDS"] = "5",
            ["LLM_BREAKER_SECONDS"] = "0",
            ["OPENROUTER_API_KEY"] = Key,
        };
        foreach (var (name, value) in settings)
        {
            _settings[name] = value;
        }
    }

    internal FakeOpenRouterServer Provider { get; private set; } = null!;

    internal MemoryProjectStore Store { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Provider = await FakeOpenRouterServer.StartAsync(_provider);
        _settings["OPENROUTER_BASE_URL"] = Provider.BaseAddress.AbsoluteUri;
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(ProgressStreams.Provider, streams => streams.ConfigurePartitioning(ProgressStreams.Queues));
            silo.Services.AddSingleton<IProjectStore>(Store);
            silo.Services.AddSingleton<IAttemptStore>(Store.Attempts);
        });
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(_settings);
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
        await Provider.DisposeAsync();
    }

    internal IProjectGrain Project(Guid id) => _cluster.Client.GetGrain<IProjectGrain>(id);

    /// <summary>Keeps all calls waiting until the places are given back.</summary>
    internal async Task<List<CallPlace>> TakePlacesAsync(int count, CancellationToken cancellationToken)
    {
        var limiter = _cluster.Silos[0].ServiceProvider.GetRequiredService<CallLimiter>();
        var places = new List<CallPlace>();
        while (places.Count < count)
        {
            places.Add(await limiter.EnterAsync(Questions.Origin(Step.SmartDetection), "some/model", cancellationToken));
        }

        return places;
    }

    /// <param name="features">3 and fewer: no event storming.</param>
    internal ModelRun Create(int features = 2) => new(
        this, Project(Guid.NewGuid()), $"[[{Guid.NewGuid():N}]]",
        string.Create(CultureInfo.InvariantCulture, $"A shared task list for small teams, features={features}"));
}

/// <summary>One project, and what its provider is told to do.</summary>
internal sealed class ModelRun(ModelRuns runs, IProjectGrain grain, string mark, string idea)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(100);

    public Guid Id => grain.GetPrimaryKey();

    public string Idea { get; set; } = idea;

    public WorkflowState State => runs.Store.StateOf(Id);

    public ProjectSnapshot Project => State.Project;

    public IReadOnlyList<ProgressEvent> Events => runs.Store.EventsOf(Id);

    /// <summary>What the provider was asked, in order.</summary>
    public IReadOnlyList<LoggedCall> Asked => [.. runs.Provider.Log.Calls.Where(call => call.Mark == mark)];

    public IReadOnlyList<LoggedCall> AskedFor(string step) => [.. Asked.Where(call => call.Step == step)];

    /// <summary>The next calls of the step get these, one each; later ones are answered cleanly.</summary>
    public ModelRun Next(string step, params Behaviour[] behaviours)
    {
        runs.Provider.Script.When(step, nth: 1, marker: mark).Answer(behaviours);
        return this;
    }

    /// <summary>Every call of the step gets this.</summary>
    public ModelRun Always(string step, Behaviour behaviour)
    {
        runs.Provider.Script.When(step, marker: mark).Answer(behaviour);
        return this;
    }

    public async Task<ModelRun> RunAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await grain.CreateAsync(new CreateProject(Guid.NewGuid(), $"{Idea} {mark}"), cancellation);
        return await StartAsync(await grain.StartAsync(cancellation));
    }

    public async Task<ModelRun> RetryAsync() => await StartAsync(await grain.RetryAsync(TestContext.Current.CancellationToken));

    public ModelRun AssertCompleted()
    {
        Assert.True(Project.Status is WorkflowStatus.Completed, $"{Project.Status}: {Project.Metadata.Error}");
        return this;
    }

    /// <param name="fixFirst">Whether something has to change before a retry can succeed.</param>
    /// <returns>Why it failed, as users are told.</returns>
    public string AssertFailed(bool fixFirst)
    {
        Assert.Equal((WorkflowStatus.Failed, (bool?)true), (Project.Status, Project.Metadata.RetryAvailable)); // every run that failed can be retried
        Assert.Equal(fixFirst, Project.Metadata.FixFirst is not null);
        foreach (var item in Events.Where(item => item.Type is EventTypes.PhaseFailed or EventTypes.WorkflowFailed))
        {
            using var payload = JsonDocument.Parse(item.Payload.Memory);
            Assert.True(payload.RootElement.GetProperty("retry_available").GetBoolean());
        }

        using var last = JsonDocument.Parse(Events[^1].Payload.Memory);
        Assert.Equal(Project.Metadata.FixFirst, last.RootElement.TryGetProperty("fix_first", out var told) ? told.GetString() : null);
        return Project.Metadata.Error!;
    }

    private async Task<ModelRun> StartAsync(CommandReply reply)
    {
        Assert.Equal(CommandOutcome.Accepted, reply.Outcome);
        await runs.Store.EndOfAsync(Id, Deadline);
        return this;
    }
}
