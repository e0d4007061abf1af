using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Grains.Tests.Storage.Lists;

[Trait("Runs", "Programs")]
public sealed class PostgresProjectListTests(PostgresFixture postgres) : ProjectListTests(postgres);

public sealed class SqliteProjectListTests() : ProjectListTests(null);

/// <summary>What a list shows, whichever database it is on.</summary>
public abstract class ProjectListTests(PostgresFixture? postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = WorkflowHistory.Noon;

    private TestStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await TestStore.StartAsync(postgres);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _store.DisposeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task List_WithAnyFilterAndSort_IsWhatOneWouldPickByHand()
    {
        var (random, users) = (new Random(18), Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToArray());
        var all = new List<ProjectSnapshot>();
        for (var count = 0; count < 60; count++)
        {
            all.Add(await _store.PutAsync(SomeProject(random, users), null, []));
        }

        await _store.IndexAsync();
        ProjectListQuestion[] filters =
        [
            new(),
            new(UserId: users[0]),
            new(Status: WorkflowStatus.Failed),
            new(Phase: Phase.Prd, UserId: users[1]),
            new(Verdict: PlanVerdict.Concerns),
            new(CreatedAfter: _noon.AddSeconds(3)),
            new(UserId: users[2], Status: WorkflowStatus.Completed, Verdict: PlanVerdict.Ready, CreatedAfter: _noon),
            new(UserId: Guid.NewGuid()),
        ];
        foreach (var question in filters.SelectMany(filter => Enum.GetValues<ProjectSort>().Select(sort => filter with { Sort = sort, Limit = 7 })))
        {
            Assert.Equal(Picked(all, question).Select(project => project.Id), await AllPagesAsync(question));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task List_WhileProjectsAreCreated_ShowsEachOldOneOnce()
    {
        var random = new Random(19);
        var old = new List<Guid>();
        for (var count = 0; count < 20; count++)
        {
            old.Add((await _store.PutAsync(SomeProject(random, [Guid.NewGuid()]))).Id);
        }

        await _store.IndexAsync();
        foreach (var sort in Enum.GetValues<ProjectSort>())
        {
            var seen = await AllPagesAsync(
                new ProjectListQuestion(Sort: sort, Limit: 3), () => _store.PutAsync(SomeProject(random, [Guid.NewGuid()])));

            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Empty(old.Except(seen));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task List_OfAProjectThatWasJustCreated_ShowsItBeforeTheIndexDoes()
    {
        var id = (await _store.PutAsync(SomeProject(new Random(2), [Guid.NewGuid()]) with { CreatedAt = TimeProvider.System.GetUtcNow() })).Id;

        foreach (var sort in Enum.GetValues<ProjectSort>())
        {
            Assert.Equal([id], await AllPagesAsync(new ProjectListQuestion(Sort: sort)));
        }

        await _store.IndexAsync();
        Assert.Equal([id], await AllPagesAsync(new ProjectListQuestion(Sort: ProjectSort.LastChangedFirst)));
    }

    [Fact(Timeout = 120_000)]
    public async Task List_OfAFinishedProject_ShowsItsTitleItsDocumentsAndItsCost()
    {
        var history = new WorkflowHistory(storming: true, secondsBetween: 1, Guid.CreateVersion7());
        history.Play([Happening.Start, Happening.AttemptCharged, Happening.AttemptUnknown, Happening.AcceptUnpriced, .. Enumerable.Repeat(Happening.Accept, 5)]);
        var created = history.Transitions[0].Next.Project with
        {
            Status = WorkflowStatus.Created,
            CurrentPhase = null,
            Version = 1,
            Owner = null,
            Run = 0,
            RunStartedAt = null,
            LastSeq = 0,
        };
        Assert.True(await _store.Store.TryCreateAsync(created, TestContext.Current.CancellationToken));
        foreach (var transition in history.Transitions)
        {
            Assert.Equal(CommitResult.Committed, await _store.Store.CommitAsync(transition, TestContext.Current.CancellationToken));
        }

        var row = Assert.Single((await ListAsync(new ProjectListQuestion())).Rows);

        var (project, costs) = (history.State.Project, (await _store.Reader.FindCostsAsync(history.State.Project.Id, TestContext.Current.CancellationToken))!);
        Assert.Equal((project.Id, "A task list that sorts itself", WorkflowStatus.Completed, 4), (row.Id, row.Title, row.Status, row.DocumentsGenerated));
        Assert.Equal((project.Metadata.Verdict, project.LastSeq, 1), (row.Verdict, row.LastSeq, row.Run));
        Assert.Equal(
            new ProjectCost(costs.Rows.Sum(cost => cost.KnownCostUsd), costs.Rows.Sum(cost => cost.UnpricedCalls), costs.Unknowns, costs.UnknownReservedUsd, null),
            row.Cost);
        Assert.True(row.Cost is { KnownUsd: > 0, UnpricedCalls: 1, Unknowns: 1, UnknownReservedUsd: 0.09m });
        Assert.Equal((project.Metadata.TotalDurationSeconds, false), (row.DurationSeconds, row.CanRetry));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("First line\nSecond line", "First line")]
    [InlineData("\u200B\u2028  \n  # Über  alles\t\u202Eknilb", "# Über alles knilb")]
    [InlineData("𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜", "𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜")]
    public async Task List_OfAnIdea_ShowsItsFirstLine(string idea, string title)
    {
        await _store.PutAsync(SomeProject(new Random(1), [Guid.NewGuid()]) with { Idea = idea });

        Assert.Equal(title, Assert.Single((await ListAsync(new ProjectListQuestion())).Rows).Title);
    }

    [Fact(Timeout = 120_000)]
    public async Task List_OfALongIdea_ShowsAtMost200CodePoints()
    {
        await _store.PutAsync(SomeProject(new Random(1), [Guid.NewGuid()]) with { Idea = string.Concat(Enumerable.Repeat("𝒜b", 2000)) });

        var title = Assert.Single((await ListAsync(new ProjectListQuestion())).Rows).Title;

        Assert.InRange(title.EnumerateRunes().Count(), 100, 200);
        Assert.EndsWith("…", title, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task List_WithALimitOutOfRange_IsRefused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ListAsync(new ProjectListQuestion(Limit: limit)));

    private static ProjectSnapshot SomeProject(Random random, Guid[] users)
    {
        var (status, created) = ((WorkflowStatus)random.Next(5), _noon.AddSeconds(random.Next(8))); // many have the same time
        var updated = created.AddSeconds(random.Next(8));
        var run = status is WorkflowStatus.Created ? 0 : 1;
        return new ProjectSnapshot(
            Guid.NewGuid(), users[random.Next(users.Length)], "A task list that sorts itself", status, run == 0 ? null : (Phase)random.Next(5),
            new ProjectMetadata { Verdict = random.Next(3) == 0 ? null : (PlanVerdict)random.Next(4) }, created, updated,
            status is WorkflowStatus.Completed or WorkflowStatus.Failed or WorkflowStatus.Cancelled ? updated : null,
            Version: 2, status is WorkflowStatus.Processing ? "silo" : null, run, run == 0 ? null : created, LastSeq: 0);
    }

    private static IEnumerable<ProjectSnapshot> Picked(IEnumerable<ProjectSnapshot> all, ProjectListQuestion question)
    {
        var picked = all.Where(project =>
            (question.UserId ?? project.UserId) == project.UserId
            && (question.Status ?? project.Status) == project.Status
            && (question.Phase is null || question.Phase == project.CurrentPhase)
            && (question.Verdict is null || question.Verdict == project.Metadata.Verdict)
            && project.CreatedAt > (question.CreatedAfter ?? DateTimeOffset.MinValue));
        return question.Sort switch
        {
            ProjectSort.NewestFirst => picked.OrderByDescending(project => (project.CreatedAt, $"{project.Id}")),
            ProjectSort.OldestFirst => picked.OrderBy(project => (project.CreatedAt, $"{project.Id}")),
            ProjectSort.LastChangedFirst => picked.OrderByDescending(project => (project.UpdatedAt, $"{project.Id}")),
            _ => picked.OrderBy(project => (project.UpdatedAt, $"{project.Id}")),
        };
    }

    private Task<ProjectListPage> ListAsync(ProjectListQuestion question) => _store.Reader.ListAsync(question, TestContext.Current.CancellationToken);

    /// <param name="between">Done after each page.</param>
    private async Task<List<Guid>> AllPagesAsync(ProjectListQuestion question, Func<Task>? between = null)
    {
        var seen = new List<Guid>();
        for (var (pages, place) = (0, (ProjectListPlace?)null); pages == 0 || place is not null; pages++)
        {
            Assert.InRange(pages, 0, 60);
            var page = await ListAsync(question with { After = place });
            Assert.InRange(page.Rows.Count, page.Next is null ? 0 : question.Limit, question.Limit);
            seen.AddRange(page.Rows.Select(row => row.Id));
            place = page.Next;
            if (between is not null && pages < 10)
            {
                await between();
            }
        }

        return seen;
    }
}
