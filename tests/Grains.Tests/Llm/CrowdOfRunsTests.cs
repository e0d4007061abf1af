using AiDevFramework.FakeOpenRouter;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>
/// Ten thousand whole runs, all started before the first of them gets a place for its call: grains, worker, limiter and client of the
/// product, a provider over HTTP. <see cref="CrowdTests"/> has hours of waiting, with a clock that it moves.
/// </summary>
[Trait("Runs", "Long")]
public sealed class CrowdOfRunsTests : IAsyncLifetime
{
    private const int Runs = 10_000;
    private const int Small = 50; // runs of a small user
    private const int SmallUsers = 20;
    private const int Places = 100;

    private readonly ModelRuns _runs = new(
        new FakeOptions { RecordBodies = false, HashBodies = false, Features = 2 },
        ("LLM_MAX_CONCURRENCY", $"{Places}"),
        ("LLM_TIMEOUT_SECONDS", "60"), // of a call that has its place, on a machine that is busy
        ("LLM_FIRST_TOKEN_TIMEOUT_SECONDS", "60"),
        ("LLM_IDLE_TIMEOUT_SECONDS", "60"));

    public ValueTask InitializeAsync() => _runs.InitializeAsync();

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    [Fact(Timeout = 600_000)]
    public async Task Start_OfTenThousandRunsAtOnce_EndsAllAndServesUsersInTurn()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var large = Guid.NewGuid();
        var small = Enumerable.Range(0, SmallUsers).Select(_ => Guid.NewGuid()).ToList();
        var users = Enumerable.Repeat(large, Runs - (Small * SmallUsers))
            .Concat(Enumerable.Range(0, Small * SmallUsers).Select(number => small[number % SmallUsers])) // who come last
            .ToList();
        var places = await _runs.TakePlacesAsync(Places, cancellation);
        var projects = new Dictionary<Guid, Guid>(Runs);
        foreach (var batch in users.Chunk(250))
        {
            foreach (var (project, user) in await Task.WhenAll(batch.Select(StartAsync)))
            {
                projects.Add(project, user);
            }
        }

        Assert.Equal(0, _runs.Provider.Log.Count);
        places.ForEach(place => place.Dispose());
        await _runs.Store.UntilAsync(() => _runs.Store.Ended.Count >= Runs, TimeSpan.FromMinutes(8));

        var ended = _runs.Store.Ended;
        Assert.Equal(Runs, ended.Distinct().Count());
        Assert.All(ended, project => Assert.Equal(WorkflowStatus.Completed, _runs.Store.Project(project).Status));
        Assert.Equal(5 * Runs, _runs.Provider.Log.Count); // a call for each step: none was given up and made again
        Assert.DoesNotContain(large, ended.Take(Small * SmallUsers).Select(project => projects[project])); // the others were through before

        async Task<(Guid Project, Guid User)> StartAsync(Guid user)
        {
            var project = _runs.Project(Guid.NewGuid());
            await project.CreateAsync(new CreateProject(user, "A shared task list for small teams"), cancellation);
            Assert.Equal(CommandOutcome.Accepted, (await project.StartAsync(cancellation)).Outcome);
            return (project.GetPrimaryKey(), user);
        }
    }
}
