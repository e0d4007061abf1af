using System.Globalization;
using System.Text;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Audit;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Settings;
using AiDevFramework.Storage;
using AiDevFramework.Storage.Rows;
using CsCheck;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiDevFramework.Grains.Tests.Storage;

/// <summary>What the store promises, whichever database it is on. Derived classes bring the database.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private static readonly Happening[] WholeRun =
        [Happening.Start, .. Enumerable.Repeat(Happening.Accept, 6)];

    private FaultyTable _table = null!;
    private TransitionWriter _writer = null!;

    private protected Database Database { get; private set; } = null!;

    private protected ProjectStore Store { get; private set; } = null!;

    private ProjectReader Reader => new(Database);

    public async ValueTask InitializeAsync()
    {
        var options = await CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var migrator = new DatabaseMigrator(Options.Create(options));
        await using (await migrator.LockAsync(TestContext.Current.CancellationToken))
        {
            migrator.Up();
        }

        Database = Database.Create(options);
        _table = new FaultyTable(TableOf(Database));
        _writer = new TransitionWriter(_table, TimeProvider.System, NullLogger<TransitionWriter>.Instance);
        await _writer.StartAsync(TestContext.Current.CancellationToken);
        Store = new ProjectStore(Database, _writer);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.StopAsync(CancellationToken.None);
        _writer.Dispose();
        await _table.DisposeAsync();
        await Database.DisposeAsync();
        await DropDatabaseAsync();
        GC.SuppressFinalize(this);
    }

    [Fact(Timeout = 120_000)]
    public async Task Create_ANewProject_IsFoundAsItWasStored()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);

        AssertSame(history.State, await Store.FindAsync(history.State.Project.Id, cancellation));
        Assert.Equal(
            StoreJson.Write(history.State.Project.ToView()),
            StoreJson.Write(await Reader.FindProjectAsync(history.State.Project.Id, cancellation)));
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_OfAPhaseThatReadTheIdea_StoresItsLedgerAndShowsItToNobody()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var created = new WorkflowHistory(storming: true, secondsBetween: 1, Guid.NewGuid()).State.Project with { LedgerJson = """{"stated":["no cloud"]}""" };
        Assert.True(await Store.TryCreateAsync(created, cancellation));
        Assert.Equal(["no cloud"], LedgerJson.Read((await Store.FindAsync(created.Id, cancellation))!.Project.LedgerJson).Stated);
        var started = WorkflowRules.Start((await Store.FindAsync(created.Id, cancellation))!, "silo", WorkflowHistory.Noon);
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(started, cancellation));
        var ledger = LedgerJson.Write(new ProjectLedger { Language = "de", Constraints = [new Constraint("C1", ConstraintKind.Budget, "60.000 EUR \"fix\"", "r", true) { Amount = 60_000 }] });

        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(
            WorkflowRules.Apply(
                started.Next, Step.SmartDetection,
                new StepReply(CallVerdict.Accepted, null, "{}", Facts: new SmartDetectionFacts(true, 4, "r"), LedgerJson: ledger), WorkflowHistory.Noon),
            cancellation));

        var stored = (await Store.FindAsync(created.Id, cancellation))!.Project;
        Assert.Equal((Phase.EventStorming, ledger), (stored.CurrentPhase, LedgerJson.Write(LedgerJson.Read(stored.LedgerJson))));
        Assert.DoesNotContain("60.000", StoreJson.Write(await Reader.FindProjectAsync(created.Id, cancellation)), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Create_TheSameProjectTwice_KeepsTheFirst()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);

        var again = await Store.TryCreateAsync(history.State.Project with { Idea = "Another idea altogether" }, cancellation);

        Assert.False(again);
        AssertSame(history.State, await Store.FindAsync(history.State.Project.Id, cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Find_AProjectThatDoesNotExist_FindsNothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var unknown = Guid.NewGuid();

        Assert.Null(await Store.FindAsync(unknown, cancellation));
        Assert.Null(await Reader.FindProjectAsync(unknown, cancellation));
        Assert.Null(await Reader.FindDocumentsAsync(unknown, cancellation));
        Assert.Null(await Reader.FindCostsAsync(unknown, cancellation));
        Assert.Equal(new DocumentLookup(false, null), await Reader.FindDocumentAsync(unknown, DocumentType.Prd, cancellation));
        Assert.Empty(await Reader.GetEventsAsync(unknown, 0, 1000, cancellation));
        Assert.Empty(await Reader.GetLastSeqsAsync([unknown], cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_AnyHistory_IsReadBackAsItWasDecided()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var genHistory = Gen.Select(Gen.Enum<Happening>().Array[0, 20], Gen.Bool);
        await genHistory.SampleAsync(
            async (happenings, storming) =>
            {
                var history = await CreateAsync(storming);
                history.Play([Happening.Start, .. happenings]);
                foreach (var transition in history.Transitions)
                {
                    Assert.Equal(CommitResult.Committed, await Store.CommitAsync(transition, cancellation));
                }

                AssertSame(history.State, await Store.FindAsync(history.State.Project.Id, cancellation));
                Assert.Equal(history.Events, await Reader.GetEventsAsync(history.State.Project.Id, 0, 1000, cancellation));
            },
            iter: 60,
            threads: 4);
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_FromAStaleVersion_ChangesNothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CommitAsync(storming: true, WholeRun);
        var id = history.State.Project.Id;

        Assert.All(
            await Task.WhenAll(history.Transitions.Select(stale => Store.CommitAsync(stale, cancellation))), result => Assert.Equal(CommitResult.Stale, result));

        AssertSame(history.State, await Store.FindAsync(id, cancellation));
        Assert.Equal(history.Events, await Reader.GetEventsAsync(id, 0, 1000, cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_OfManyAtOnce_GivesEachItsOwnVerdict()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var histories = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => CreateAsync(storming: true)));
        foreach (var history in histories)
        {
            history.Play(WholeRun);
        }

        // The even ones are stale from the start: their first transition is missing.
        var committed = await Task.WhenAll(histories.Select(async (history, index) =>
        {
            var stored = new List<CommitResult>();
            foreach (var transition in history.Transitions.Skip(index % 2 == 0 ? 1 : 0))
            {
                stored.Add(await Store.CommitAsync(transition, cancellation));
            }

            return stored;
        }));

        Assert.All(committed.Where((_, index) => index % 2 == 0), verdicts => Assert.DoesNotContain(CommitResult.Committed, verdicts));
        Assert.All(committed.Where((_, index) => index % 2 == 1), verdicts => Assert.DoesNotContain(CommitResult.Stale, verdicts));
        Assert.True(_table.LargestBatch > 10, "the writes that waited were written together");
        var heads = await Reader.GetLastSeqsAsync([.. histories.Select(history => history.State.Project.Id)], cancellation);
        Assert.All(histories.Index(), item => Assert.Equal(
            item.Index % 2 == 0 ? 0 : item.Item.State.Project.LastSeq, heads[item.Item.State.Project.Id]));
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_OfRowsThatTheSchemaRefuses_FailsAloneAndStoresNothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var wrong = await CreateAsync(storming: false);
        var right = await CreateAsync(storming: false);
        wrong.Play([Happening.Start]);
        right.Play([Happening.Start]);
        var start = wrong.Transitions[0];
        var bad = start with { Events = [start.Events[0] with { Type = "No such event" }] };

        var refused = Store.CommitAsync(bad, cancellation);
        var stored = Store.CommitAsync(right.Transitions[0], cancellation);

        await Assert.ThrowsAsync<RowsRefusedException>(() => refused);
        Assert.Equal(CommitResult.Committed, await stored);
        Assert.Equal(1, (await Store.FindAsync(wrong.State.Project.Id, cancellation))!.Project.Version);
        Assert.Empty(await Reader.GetEventsAsync(wrong.State.Project.Id, 0, 10, cancellation));
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(start, cancellation)); // the row was not touched
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_WhoseAnswerWasLost_IsStoredOnceAndSaysSo(bool executed)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);
        history.Play(WholeRun);

        foreach (var transition in history.Transitions)
        {
            _table.FailNext(executed);
            Assert.Equal(CommitResult.Committed, await Store.CommitAsync(transition, cancellation));
        }

        AssertSame(history.State, await Store.FindAsync(history.State.Project.Id, cancellation));
        Assert.Equal(history.Events, await Reader.GetEventsAsync(history.State.Project.Id, 0, 1000, cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_WhoseAnswerWasLostAndThatWasStale_SaysThatNothingWasStored()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);
        history.Play([Happening.Start, Happening.TakeOver]);
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(history.Transitions[0], cancellation));
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(history.Transitions[1], cancellation));
        var stale = WorkflowRules.Cancel(history.Transitions[0].Next, WorkflowHistory.Noon);

        _table.FailNext(executed: true);

        Assert.Equal(CommitResult.Stale, await Store.CommitAsync(stale, cancellation));
        AssertSame(history.State, await Store.FindAsync(history.State.Project.Id, cancellation));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_WhoseAnswerWasLost_IsStoredOnceAndSaysSo(bool executed)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = new WorkflowHistory(storming: true, secondsBetween: 1, Guid.NewGuid());
        _table.FailNext(executed);

        Assert.True(await Store.TryCreateAsync(history.State.Project, cancellation));

        AssertSame(history.State, await Store.FindAsync(history.State.Project.Id, cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_WhileTheDatabaseStaysAway_IsToldToTheCallerAndLaterOnesGoThrough()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);
        history.Play([Happening.Start]);
        _table.Away = true;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.CommitAsync(history.Transitions[0], cancellation));

        _table.Away = false;
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(history.Transitions[0], cancellation));
        AssertSame(history.State, await Store.FindAsync(history.State.Project.Id, cancellation));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_ByACommandWithAKey_KeepsTheKeyAndWhoItWasOnce(bool? lostAnswer)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var project = NewProjectOf(Guid.NewGuid());
        var records = RecordsOf(project, project.Id, Actions.Create);
        LoseAnswer(lostAnswer);

        Assert.True(await Store.TryCreateAsync(project, cancellation, records));
        Assert.False(await Store.TryCreateAsync(project, cancellation, RecordsOf(project, project.Id, Actions.Create)));

        Assert.Equal(records.Keys.Single(), await Store.FindKeyAsync(project.Id, cancellation));
        Assert.Equal(records.Audits, await AuditsOfAsync(project.Id));
        Assert.Null(await Store.FindKeyAsync(Guid.NewGuid(), cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Create_OfOneKeyByManyWritersAtOnce_MakesOneProject()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var table = TableOf(Database);
        using var writer = new TransitionWriter(table, TimeProvider.System, NullLogger<TransitionWriter>.Instance);
        await writer.StartAsync(cancellation);
        var other = new ProjectStore(Database, writer);
        var projects = Enumerable.Range(0, 20).Select(_ => NewProjectOf(Guid.NewGuid())).ToList();

        var made = await Task.WhenAll(projects.SelectMany(project => new[] { Store, other }.Select(async (store, index) =>
        {
            var mine = project with { CreatedAt = project.CreatedAt.AddSeconds(index), UpdatedAt = project.UpdatedAt.AddSeconds(index) };
            return (project.Id, IsNew: await store.TryCreateAsync(mine, cancellation, RecordsOf(mine, mine.Id, Actions.Create)));
        })));
        await writer.StopAsync(cancellation);

        Assert.All(projects, project => Assert.Single(made, item => item.Id == project.Id && item.IsNew));
        foreach (var project in projects)
        {
            Assert.Single(await AuditsOfAsync(project.Id));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Create_OfAProjectThatItsKeyMadeBeforeAndIsGone_MakesNothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var project = NewProjectOf(Guid.NewGuid());
        Assert.True(await Store.TryCreateAsync(project, cancellation, RecordsOf(project, project.Id, Actions.Create)));
        await using var connection = await Database.ConnectAsync(cancellation);
        await connection.ExecuteAsync("delete from projects where id = @id", new { id = Database.Id(project.Id) });

        Assert.False(await Store.TryCreateAsync(project, cancellation, RecordsOf(project, project.Id, Actions.Create)));

        Assert.Null(await Store.FindAsync(project.Id, cancellation));
        Assert.Single(await AuditsOfAsync(project.Id));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_OfACommandWithAKey_KeepsTheKeyAndWhoItWasOnlyWhereItIsStored(bool? lostAnswer)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);
        history.Play([Happening.Start, Happening.Cancel]);
        var id = history.State.Project.Id;
        var records = RecordsOf(history.Transitions[0].Next.Project, Guid.NewGuid(), Actions.Start);
        var start = history.Transitions[0] with { Records = records };
        LoseAnswer(lostAnswer);

        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(start, cancellation));
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(history.Transitions[1], cancellation));
        Assert.Equal(CommitResult.Stale, await Store.CommitAsync(start with { Records = RecordsOf(start.Next.Project, Guid.NewGuid(), Actions.Start) }, cancellation));

        Assert.Equal(records.Keys.Single(), await Store.FindKeyAsync(records.Keys[0].Id, cancellation));
        Assert.Equal(records.Audits, await AuditsOfAsync(id));
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_OfACommandWhoseKeyWasForgotten_TakesThePlaceOfTheOldOne()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);
        history.Play([Happening.Start, Happening.Cancel]);
        var key = Guid.NewGuid();
        var records = history.Transitions.Select(move => RecordsOf(move.Next.Project, key, Actions.Start)).ToList();

        foreach (var (move, of) in history.Transitions.Zip(records))
        {
            Assert.Equal(CommitResult.Committed, await Store.CommitAsync(move with { Records = of }, cancellation));
        }

        Assert.Equal(records[1].Keys.Single(), await Store.FindKeyAsync(key, cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Reader_OfADeletedProject_SeesNothingAtOnce()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CommitAsync(storming: true, WholeRun);
        var id = history.State.Project.Id;

        await DeleteAsync(history, purge: false);

        Assert.Null(await Reader.FindProjectAsync(id, cancellation));
        Assert.Null(await Reader.FindDocumentsAsync(id, cancellation));
        Assert.Equal(new DocumentLookup(false, null), await Reader.FindDocumentAsync(id, DocumentType.Prd, cancellation));
        Assert.Null(await Reader.FindPlanAsync(id, cancellation));
        Assert.Null(await Reader.FindCostsAsync(id, cancellation));
        Assert.Empty(await Reader.GetEventsAsync(id, 0, 1000, cancellation));
        Assert.Empty(await Reader.GetLastSeqsAsync([id], cancellation));
        Assert.NotNull((await Store.FindAsync(id, cancellation))!.Project.DeletedAt);
    }

    [Fact(Timeout = 120_000)]
    public async Task Purge_OfADeletedProject_LeavesNoWordAndNoIdButThoseThatStay()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var kept = await CommitAsync(storming: true, WholeRun);
        var created = NewProjectOf(Guid.CreateVersion7()) with { Idea = "Unmistakable: a lighthouse for beekeepers", UserId = Guid.NewGuid(), LedgerJson = """{"stated":["lighthouse"]}""" };
        Assert.True(await Store.TryCreateAsync(created, cancellation, RecordsOf(created, created.Id, Actions.Create)));
        var history = new WorkflowHistory(storming: true, secondsBetween: 1, created.Id) { State = WorkflowState.Of(created) };
        history.Play(WholeRun);
        foreach (var transition in history.Transitions)
        {
            Assert.Equal(CommitResult.Committed, await Store.CommitAsync(transition, cancellation));
        }

        var retention = new RetentionStore(Database);
        Assert.False(await retention.PurgeAsync(WorkflowHistory.Noon.AddYears(1), 3, cancellation)); // nothing is deleted
        var late = await DeleteAsync(history, purge: false);
        Assert.False(await retention.PurgeAsync(WorkflowHistory.Noon.AddDays(-1), 3, cancellation)); // it is not time yet
        while (await retention.PurgeAsync(WorkflowHistory.Noon.AddYears(1), 3, cancellation))
        {
        }

        Assert.Null(await Store.FindAsync(created.Id, cancellation));
        Assert.Equal(CommitResult.Stale, await Store.CommitAsync(late, cancellation)); // at once, and not after waiting for the row
        var ids = history.State.Documents.Values.Select(document => document.Id).Concat(history.State.Calls.Select(call => call.Id))
            .Concat(history.State.Attempts.Select(attempt => attempt.Id)).Append(created.Id).Select(id => id.ToString()).ToList();
        foreach (var (table, text) in await EveryTextAsync())
        {
            Assert.DoesNotContain("lighthouse", text, StringComparison.OrdinalIgnoreCase);
            var found = ids.Where(id => text.Contains(id, StringComparison.OrdinalIgnoreCase)).ToList();
            Assert.True(found.Count == 0 || (table is "audit_events" or "idempotency_keys" && found is [var only] && only == created.Id.ToString()), $"{table}: {text}");
        }

        AssertSame(kept.State, await Store.FindAsync(kept.State.Project.Id, cancellation));
        var totals = await Database.ReadAllAsync(
            "select sum(calls) as calls, sum(prompt_tokens) as prompt, sum(cost_usd) as usd from purged_costs", new { },
            row => (row.Long("calls"), row.Long("prompt"), row.Usd("usd")), cancellation);
        Assert.Equal(
            (history.State.Calls.Count, history.State.Calls.Sum(call => (long)call.Call.PromptTokens), history.State.Calls.Sum(call => call.Call.CostUsd ?? 0)),
            totals.Single());
        Assert.False(await Store.TryCreateAsync(created, cancellation)); // its id never comes back
    }

    [Fact(Timeout = 120_000)]
    public async Task Purge_AtOnce_DoesNotWaitForTheTime()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CommitAsync(storming: true, WholeRun);
        await DeleteAsync(history, purge: true);
        var retention = new RetentionStore(Database);

        while (await retention.PurgeAsync(DateTimeOffset.UnixEpoch, 500, cancellation))
        {
        }

        Assert.Null(await Store.FindAsync(history.State.Project.Id, cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Retention_OfKeysAndAudit_RemovesTheOldOnesAPageAtATime()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var projects = new List<(Guid Id, CommandRecords Records)>();
        for (var day = 0; day < 5; day++)
        {
            var history = await CreateAsync(storming: true);
            history.Play([Happening.Start]);
            var at = WorkflowHistory.Noon.AddDays(day);
            var project = history.Transitions[0].Next.Project with { UpdatedAt = at };
            var records = RecordsOf(project, Guid.NewGuid(), day == 0 ? Actions.Create : Actions.Start);
            Assert.Equal(CommitResult.Committed, await Store.CommitAsync(history.Transitions[0] with { Records = records }, cancellation));
            projects.Add((project.Id, records));
        }

        var retention = new RetentionStore(Database);
        var before = WorkflowHistory.Noon.AddDays(3);

        Assert.Equal((2, 0), (await retention.DeleteKeysAsync(before, 3, cancellation), await retention.DeleteKeysAsync(before, 3, cancellation)));
        Assert.Equal((2, 1), (await retention.DeleteAuditsAsync(before, 2, cancellation), await retention.DeleteAuditsAsync(before, 2, cancellation)));

        var keys = await Task.WhenAll(projects.Select(project => Store.FindKeyAsync(project.Records.Keys[0].Id, cancellation)));
        Assert.Equal([true, false, false, true, true], keys.Select(key => key is not null)); // a create is remembered for ever
        var audit = await new AuditLog(Database).ListAsync(new AuditQuery(1000), cancellation);
        Assert.Equal(projects.Skip(3).Select(project => $"{project.Id}").Reverse(), audit.Select(item => item.SubjectId));
    }

    [Fact(Timeout = 120_000)]
    public async Task Audit_AskedInPagesAndWithFilters_AnswersTheNewestFirst()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var written = new List<AuditEvent>();
        for (var hour = 0; hour < 6; hour++)
        {
            var project = NewProjectOf(Guid.NewGuid()) with { UpdatedAt = WorkflowHistory.Noon.AddHours(hour) };
            var records = CommandRecords.Of(new CommandOrigin(hour % 2 == 0 ? "admin" : "somebody", "key", null, null), hour < 3 ? Actions.Create : Actions.Start, project);
            Assert.True(await Store.TryCreateAsync(project, cancellation, records));
            written.Insert(0, records.Audits[0]);
        }

        var reader = new AuditLog(Database);
        var first = await reader.ListAsync(new AuditQuery(4), cancellation);
        var second = await reader.ListAsync(new AuditQuery(4, first[^1].Id), cancellation);

        Assert.Equal(written, [.. first, .. second]);
        Assert.Equal(written.Where(item => item.Caller == "admin"), await reader.ListAsync(new AuditQuery(9, Caller: "admin"), cancellation));
        Assert.Equal(written.Take(3), await reader.ListAsync(new AuditQuery(9, Action: Actions.Start), cancellation));
        Assert.Equal([written[2]], await reader.ListAsync(new AuditQuery(9, SubjectId: written[2].SubjectId), cancellation));
        Assert.Equal(
            written.Skip(1).Take(2),
            await reader.ListAsync(new AuditQuery(9, Since: WorkflowHistory.Noon.AddHours(3), Until: WorkflowHistory.Noon.AddHours(5)), cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Audit_OfWhatIsInNoTransition_IsReadBackAsItWasWritten()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var log = new AuditLog(Database);
        var login = new AuditEvent(Guid.CreateVersion7(WorkflowHistory.Noon), WorkflowHistory.Noon, "admin", null, "login", "admin", null, "::1", "r-1");
        var key = login with { Id = Guid.CreateVersion7(WorkflowHistory.Noon.AddHours(1)), KeyId = "0123456789abcdef", OwnerId = Guid.NewGuid() };

        await log.AppendAsync(login, cancellation);
        await log.AppendAsync(key, cancellation);

        Assert.Equal([key, login], await log.ListAsync(new AuditQuery(10), cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_AfterTheStop_IsRefused()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);
        history.Play([Happening.Start]);

        await _writer.StopAsync(cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.CommitAsync(history.Transitions[0], cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task ClaimOrphans_OfSeveralOwners_FindsTheProcessingOnesWhoseOwnerIsNotAlive()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var processing = await CommitAsync(storming: true, Happening.Start);
        await CommitAsync(storming: true, Happening.Start, Happening.Cancel);
        await CommitAsync(storming: true);
        var taken = await CommitAsync(storming: true, Happening.Start, Happening.TakeOver);

        Assert.Empty(await Store.ClaimOrphansAsync(["silo", "other"], 10, cancellation));
        Assert.Equal([new LostRun(processing.State.Project.Id, "silo")], await Store.ClaimOrphansAsync(["other", "more"], 10, cancellation));
        Assert.Contains(new LostRun(taken.State.Project.Id, "other"), await Store.ClaimOrphansAsync([], 10, cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task ClaimOrphans_WithALimit_ClaimsNoMore()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await CommitAsync(storming: true, Happening.Start);
        await CommitAsync(storming: true, Happening.Start);

        Assert.Single(await Store.ClaimOrphansAsync([], 1, cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Reader_OfAFinishedProject_ReadsDocumentsEventsAndCosts()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CommitAsync(storming: true, [Happening.Start, Happening.AttemptCharged, Happening.AcceptUnpriced, .. WholeRun.Skip(2)]);
        var id = history.State.Project.Id;

        var documents = (await Reader.FindDocumentsAsync(id, cancellation))!;
        Assert.Equal(Enum.GetValues<DocumentType>(), documents.Select(document => document.Type));
        var plan = (await Reader.FindDocumentAsync(id, DocumentType.ExecutionPlan, cancellation)).Document!;
        Assert.Equal(("# Document\n", Approach.Vertical, 3, 8), (plan.ContentMd, plan.Metadata.Approach, plan.Metadata.StageCount, plan.Metadata.EstimatedDurationWeeks));

        var costs = (await Reader.FindCostsAsync(id, cancellation))!;
        Assert.Equal(
            [
                new CostRow(Phase.SmartDetection, "openai/gpt-4o", 30, 0.02m, 1, 1, 20, 10), // an attempt was charged, the answer has no price
                new CostRow(Phase.EventStorming, "openai/gpt-4o", 15, 0.012346m, 1, 0, 10, 5),
                new CostRow(Phase.Prd, "openai/gpt-4o", 15, 0.012346m, 1, 0, 10, 5),
                new CostRow(Phase.TechStack, "openai/gpt-4o", 15, 0.012346m, 1, 0, 10, 5),
                new CostRow(Phase.ExecutionPlan, "openai/gpt-4o", 30, 0.024692m, 2, 0, 20, 10),
            ],
            costs.Rows);
        Assert.Equal((7, 0, 0m), (costs.Attempts, costs.Unknowns, costs.UnknownReservedUsd));

        Assert.Equal(history.Events.Take(3), await Reader.GetEventsAsync(id, 0, 3, cancellation));
        Assert.Equal(history.Events.Skip(4), await Reader.GetEventsAsync(id, 4, 1000, cancellation));
        Assert.Empty(await Reader.GetEventsAsync(id, history.State.Project.LastSeq, 1000, cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Reader_OfAProjectWithoutDocuments_TellsItFromAProjectThatDoesNotExist()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CommitAsync(storming: true, Happening.Start);
        var id = history.State.Project.Id;

        Assert.Empty((await Reader.FindDocumentsAsync(id, cancellation))!);
        Assert.Equal(new DocumentLookup(true, null), await Reader.FindDocumentAsync(id, DocumentType.Prd, cancellation));
        Assert.Empty((await Reader.FindCostsAsync(id, cancellation))!.Rows);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("Emoji 👩‍👩‍👧 and 中文, right-to-left العربية, quotes ' \" and \\ back")]
    [InlineData("Line one\r\nline two\ttab; drop table projects; --")]
    public async Task Create_AnIdeaOfAnyCharacters_ComesBackUnchanged(string idea)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var project = new WorkflowHistory(storming: true, secondsBetween: 1, Guid.NewGuid()).State.Project with { Idea = idea };

        Assert.True(await Store.TryCreateAsync(project, cancellation));

        Assert.Equal(idea, (await Store.FindAsync(project.Id, cancellation))!.Project.Idea);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("projects", "ix_projects_user_id", "ix_projects_status", "ix_projects_processing")]
    [InlineData("workflow_states", "ix_workflow_states_project_id", "ix_workflow_states_phase")]
    [InlineData("documents", "ix_documents_project_id")]
    [InlineData("llm_logs", "ix_llm_logs_project_id", "ix_llm_logs_langfuse_trace_id")]
    public async Task Schema_OfATable_HasTheIndexesOfTheSpecificationAndOfOurQueries(string table, params string[] expected)
    {
        var sql = Database.Choose(
            "select indexname as name from pg_indexes where schemaname = current_schema() and tablename = @table",
            "select name from sqlite_master where type = 'index' and tbl_name = @table");

        var indexes = await Database.ReadAllAsync(sql, new { table }, row => row.Text("name"), TestContext.Current.CancellationToken);

        Assert.All(expected, index => Assert.Contains(index, indexes));
    }

    [Fact(Timeout = 120_000)]
    public async Task Create_AnIdeaOf5000CodePointsOutsideTheBasicPlane_IsWithinTheSchemasLimit()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var idea = string.Concat(Enumerable.Repeat("🌱", 5000));
        var project = new WorkflowHistory(storming: true, secondsBetween: 1, Guid.NewGuid()).State.Project with { Idea = idea };

        Assert.True(await Store.TryCreateAsync(project, cancellation));
    }

    private static ProjectSnapshot NewProjectOf(Guid id) => new WorkflowHistory(storming: true, secondsBetween: 1, id).State.Project;

    private static CommandRecords RecordsOf(ProjectSnapshot project, Guid keyId, string action) => CommandRecords.Of(
        new CommandOrigin("admin", KeyId: null, "127.0.0.1", $"request-{Guid.NewGuid():N}", new CommandKey(keyId, $"{keyId:N}")), action, project);

    /// <returns>A transition from before the deletion, which comes too late.</returns>
    private async Task<Transition> DeleteAsync(WorkflowHistory history, bool purge)
    {
        var deleted = WorkflowRules.Delete(history.State, WorkflowHistory.Noon, purge);
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(deleted, TestContext.Current.CancellationToken));
        return Transition.Bare(history.State, WorkflowHistory.Noon);
    }

    /// <returns>Every row of every table as text.</returns>
    private async Task<List<(string Table, string Text)>> EveryTextAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tables = await Database.ReadAllAsync(
            Database.Choose(
                "select tablename as name from pg_tables where schemaname = current_schema()",
                "select name from sqlite_master where type = 'table'"),
            new { }, row => row.Text("name"), cancellation);
        Assert.Contains("progress_events", tables);
        var texts = new List<(string, string)>();
        foreach (var table in tables)
        {
            await using var connection = await Database.ConnectAsync(cancellation);
            foreach (IDictionary<string, object?> row in await connection.QueryAsync($"select * from {table}"))
            {
                texts.Add((table, string.Join(' ', row.Values)));
            }
        }

        return texts;
    }

    private void LoseAnswer(bool? executed)
    {
        if (executed is { } done)
        {
            _table.FailNext(done);
        }
    }

    private Task<List<AuditEvent>> AuditsOfAsync(Guid subjectId) => Database.ReadAllAsync(
        $"select {AuditTable.Table.ReadColumns} from audit_events where subject_id = @id order by id",
        new { id = $"{subjectId}" }, AuditTable.Table, TestContext.Current.CancellationToken);

    internal abstract Task<DatabaseOptions> CreateDatabaseAsync(CancellationToken cancellationToken);

    internal virtual Task DropDatabaseAsync() => Task.CompletedTask;

    private protected async Task<WorkflowHistory> CreateAsync(bool storming)
    {
        var history = new WorkflowHistory(storming, secondsBetween: 1, Guid.NewGuid());
        Assert.True(await Store.TryCreateAsync(history.State.Project, TestContext.Current.CancellationToken));
        return history;
    }

    private protected async Task<WorkflowHistory> CommitAsync(bool storming, params Happening[] happenings)
    {
        var history = await CreateAsync(storming);
        history.Play(happenings);
        foreach (var transition in history.Transitions)
        {
            Assert.Equal(CommitResult.Committed, await Store.CommitAsync(transition, TestContext.Current.CancellationToken));
        }

        return history;
    }

    private async Task CountAsync(Guid userId, DateTimeOffset at, decimal usd)
    {
        await using var connection = await Database.ConnectAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            Database.Choose(
                "insert into user_days (user_id, day, counted_usd) values (@user, @day::date, @usd)",
                "insert into user_days (user_id, day, counted_usd) values (@user, @day, @usd)"),
            new { user = Database.Id(userId), day = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), usd });
    }

    private async Task<decimal?> CountedAsync(Guid userId) => Assert.Single(await Database.ReadAllAsync(
        "select counted_usd from user_days where user_id = @user", new { user = Database.Id(userId) }, row => row.OptionalUsd("counted_usd"),
        TestContext.Current.CancellationToken));

    /// <summary>The user's day counts 0.95 already.</summary>
    [Theory(Timeout = 120_000)]
    [InlineData(1.03, null, CommitResult.OverBudget)]
    [InlineData(1.03, false, CommitResult.OverBudget)] // the request before was lost
    [InlineData(1.04, null, CommitResult.Committed)]
    [InlineData(1.04, true, CommitResult.Committed)] // its answer was lost, and by now the day is full
    public async Task Commit_WhatMayNotFitIntoTheUsersDay_SaysWhatBecameOfIt(double limitUsd, bool? lost, object expected)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);
        history.Play([Happening.Start]);
        await CountAsync(history.State.Project.UserId, history.State.Attempts[0].OpenedAt, 0.95m);
        await _writer.StopAsync(cancellation); // one writer for each database
        await using var table = new FaultyTable(TableOf(Database, (decimal)limitUsd));
        using var writer = new TransitionWriter(table, TimeProvider.System, NullLogger<TransitionWriter>.Instance);
        await writer.StartAsync(cancellation);
        if (lost is { } executed)
        {
            table.FailNext(executed);
        }

        var result = await new ProjectStore(Database, writer).CommitAsync(history.Transitions[0], cancellation);

        await writer.StopAsync(cancellation);
        var stored = (await Store.FindAsync(history.State.Project.Id, cancellation))!;
        Assert.Equal(expected, result);
        Assert.Equal(result is CommitResult.Committed ? (2, 1, 1.04m) : (1, 0, 0.95m), (stored.Project.Version, stored.Attempts.Count, await CountedAsync(history.State.Project.UserId)));
    }

    private static ITransitionTable TableOf(Database database, decimal dailyLimitUsd = 0m) => database switch
    {
        PostgresDatabase postgres => new PostgresTransitions(postgres, dailyLimitUsd),
        SqliteDatabase sqlite => new SqliteTransitions(sqlite, dailyLimitUsd),
        _ => throw new InvalidOperationException($"{database} has no table."),
    };

    [Fact(Timeout = 120_000)]
    public async Task Settle_AnAttemptThatACrashLeft_StoresWhatTheProviderSaysOnce()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider(WorkflowHistory.Noon.AddMinutes(1));
        var attempts = new AttemptStore(Database, time);
        var history = await CommitAsync(storming: true, Happening.Start);
        var (id, lost) = (history.State.Project.Id, history.State.Attempts[0].Id);
        await attempts.NoteAsync([(lost, "gen-7"), (Guid.NewGuid(), "gen-8")], cancellation);
        await attempts.NoteAsync([(lost, "gen-9")], cancellation); // the first word holds

        Assert.Empty(await attempts.ClaimUnknownAsync(10, cancellation)); // it is under way
        history.Play([Happening.TakeOver]);
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(history.Transitions[^1], cancellation));

        var report = await Reader.FindCostsAsync(id, cancellation);
        Assert.Equal((2, 1, 0.09m, 0), (report!.Attempts, report.Unknowns, report.UnknownReservedUsd, report.Rows.Count));
        var due = Assert.Single(await attempts.ClaimUnknownAsync(10, cancellation));
        Assert.Equal(new UnknownAttempt(lost, id, "gen-7", AttemptStatus.Unknown, "lost", 1), due);
        Assert.Empty(await attempts.ClaimUnknownAsync(10, cancellation)); // not due again so soon
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(2, Assert.Single(await attempts.ClaimUnknownAsync(10, cancellation)).Checks);

        await attempts.SettleAsync(due, new GenerationCost(0.0312345m, 100, 50), cancellation);
        await attempts.SettleAsync(due, new GenerationCost(9m, 100, 50), cancellation);

        report = await Reader.FindCostsAsync(id, cancellation);
        Assert.Equal((2, 0, 0m), (report!.Attempts, report.Unknowns, report.UnknownReservedUsd));
        Assert.Equal([new CostRow(Phase.SmartDetection, "openai/gpt-4o", 150, 0.031234m, 0, 0, 100, 50)], report.Rows);
        time.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await attempts.ClaimUnknownAsync(10, cancellation));
        var settled = (await Store.FindAsync(id, cancellation))!.Attempts.Single(attempt => attempt.Id == lost);
        Assert.Equal((AttemptStatus.Failed, 0.031234m, true), (settled.Status, settled.CostUsd, settled.Settled));
    }

    [Fact(Timeout = 120_000)]
    public async Task GetAttempts_OfAProjectOrAUser_AreTheirsAlone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CommitAsync(storming: true, Happening.Start, Happening.Accept);
        var other = await CommitAsync(storming: true, Happening.Start);
        var (project, day) = (history.State.Project, WorkflowHistory.Noon.AddDays(-1));

        var own = await Reader.GetAttemptsAsync(new AttemptQuery(project.Id, null, day, 100), cancellation);

        Assert.Equal(history.State.Attempts.Count, own.Count);
        Assert.All(own, attempt => Assert.Equal((project.Id, project.UserId), (attempt.ProjectId, attempt.UserId)));
        Assert.Contains(own, attempt => attempt.Status == "ANSWERED" && attempt.CostUsd == history.State.Attempts[0].CostUsd && attempt.ReservedUsd == history.State.Attempts[0].ReservedUsd);
        Assert.Equal(own.OrderByDescending(attempt => attempt.OpenedAt).Select(attempt => attempt.OpenedAt), own.Select(attempt => attempt.OpenedAt));
        Assert.Equal(own, (await Reader.GetAttemptsAsync(new AttemptQuery(null, project.UserId, day, 10_000), cancellation)).Where(attempt => attempt.ProjectId == project.Id));
        Assert.Contains(await Reader.GetAttemptsAsync(new AttemptQuery(null, null, day, 10_000), cancellation), attempt => attempt.ProjectId == other.State.Project.Id);
        Assert.Single(await Reader.GetAttemptsAsync(new AttemptQuery(project.Id, null, day, 1), cancellation));
        Assert.Empty(await Reader.GetAttemptsAsync(new AttemptQuery(project.Id, Guid.NewGuid(), day, 100), cancellation));
        Assert.Empty(await Reader.GetAttemptsAsync(new AttemptQuery(project.Id, null, WorkflowHistory.Noon.AddDays(400), 100), cancellation));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)] // another silo took it for lost
    public async Task Refund_AnAttemptThatWasNotSent_CostsNothingAndCountsNoMore(bool lost)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var attempts = new AttemptStore(Database, new FakeTimeProvider(WorkflowHistory.Noon.AddMinutes(1)));
        var history = await CommitAsync(storming: true, [Happening.Start, .. lost ? [Happening.TakeOver] : Array.Empty<Happening>()]);
        var (project, unsent) = (history.State.Project, history.State.Attempts[0]);
        await CountAsync(project.UserId, unsent.OpenedAt, 0.5m);

        await attempts.RefundAsync(unsent.Id, cancellation);
        await attempts.RefundAsync(unsent.Id, cancellation);
        await attempts.RefundAsync(Guid.NewGuid(), cancellation);

        var released = (await Store.FindAsync(project.Id, cancellation))!.Attempts.Single(attempt => attempt.Id == unsent.Id);
        Assert.Equal(
            (AttemptStatus.Cancelled, 0m, CostSource.Provider, "not_sent", false),
            (released.Status, released.CostUsd!.Value, released.CostSource, released.ErrorClass, released.Settled));
        Assert.NotNull(released.ClosedAt);
        var report = await Reader.FindCostsAsync(project.Id, cancellation);
        Assert.Equal((lost ? 2 : 1, 0, 0m, 0), (report!.Attempts, report.Unknowns, report.UnknownReservedUsd, report.Rows.Count));
        Assert.Equal(0.41m, await CountedAsync(project.UserId)); // without the 0.09 that were reserved, once
    }

    [Fact(Timeout = 120_000)]
    public async Task Refund_OfAnAttemptThatWasAnswered_ChangesNothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CommitAsync(storming: true, Happening.Start, Happening.Accept);
        var answered = history.State.Attempts[0];
        await CountAsync(history.State.Project.UserId, answered.OpenedAt, 0.5m);

        await new AttemptStore(Database, TimeProvider.System).RefundAsync(answered.Id, cancellation);

        AssertSame(history.State, await Store.FindAsync(history.State.Project.Id, cancellation));
        Assert.Equal(0.5m, await CountedAsync(history.State.Project.UserId));
    }

    [Fact(Timeout = 120_000)]
    public async Task ClaimUnknown_OfWhatTheProviderNeverTells_GivesUpAfterADay()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider(WorkflowHistory.Noon.AddMinutes(1));
        var attempts = new AttemptStore(Database, time);
        var history = await CommitAsync(storming: true, Happening.Start);
        await attempts.NoteAsync([(history.State.Attempts[0].Id, "gen-7")], cancellation);
        history.Play([Happening.TakeOver]);
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(history.Transitions[^1], cancellation));
        var started = time.GetUtcNow();
        var checks = 0;
        var last = started;

        for (; time.GetUtcNow() < started.AddDays(3); time.Advance(TimeSpan.FromMinutes(5)))
        {
            if (await attempts.ClaimUnknownAsync(10, cancellation) is [var due])
            {
                Assert.Equal(++checks, due.Checks);
                last = time.GetUtcNow();
            }
        }

        Assert.Equal(UnknownAttempt.MostChecks, checks);
        Assert.InRange(last - started, TimeSpan.FromHours(18), TimeSpan.FromHours(36));
    }

    [Fact(Timeout = 120_000)]
    public async Task Settle_AnAnswerThatSaidNothingOfItsCost_CompletesWhatUsersSeeOfItsCall()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider(WorkflowHistory.Noon.AddMinutes(1));
        var attempts = new AttemptStore(Database, time);
        var history = await CommitAsync(storming: false, Happening.Start, Happening.AttemptCharged, Happening.AttemptUnknown, Happening.AcceptUncounted);
        var project = history.State.Project;
        await CountAsync(project.UserId, project.CreatedAt, 1m);
        var before = Assert.Single((await Reader.FindCostsAsync(project.Id, cancellation))!.Rows);
        Assert.Equal(new CostRow(Phase.SmartDetection, "openai/gpt-4o", 15, 0.02m, 1, 1, 10, 5), before);

        var due = await attempts.ClaimUnknownAsync(10, cancellation);
        var answer = Assert.Single(due, attempt => attempt.Status is AttemptStatus.Answered);
        Assert.Equal(("gen-3", 1, false), (answer.GenerationId, answer.Checks, answer.IsLastCheck));
        await attempts.SettleAsync(answer, new GenerationCost(0.0312345m, 100, 50), cancellation);
        await attempts.SettleAsync(answer, new GenerationCost(9m, 100, 50), cancellation);

        var after = (await Reader.FindCostsAsync(project.Id, cancellation))!;
        Assert.Equal(new CostRow(Phase.SmartDetection, "openai/gpt-4o", 165, 0.051234m, 1, 0, 110, 55), Assert.Single(after.Rows));
        Assert.Equal(1, after.Unknowns); // the one that nobody can ask about
        Assert.Equal(0.941234m, await CountedAsync(project.UserId)); // 0.09 less, 0.031234 more
        var stored = (await Store.FindAsync(project.Id, cancellation))!;
        Assert.Equal((null, 15), (stored.Calls[0].Call.CostUsd, stored.Calls[0].Call.TotalTokens)); // as it was, like the metadata and the events
        var settled = stored.Attempts.Single(attempt => attempt.Id == answer.Id);
        Assert.Equal((AttemptStatus.Answered, 0.031234m, false), (settled.Status, settled.CostUsd, settled.Settled));
    }

    [Fact(Timeout = 120_000)]
    public async Task Settle_OneOfTwoAnswersThatSaidNothing_LeavesTheOtherCallWithoutAPrice()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var attempts = new AttemptStore(Database, new FakeTimeProvider(WorkflowHistory.Noon.AddMinutes(1)));
        var history = await CommitAsync(storming: false, Happening.Start, Happening.AcceptUncounted, Happening.AcceptUncounted);

        var due = await attempts.ClaimUnknownAsync(10, cancellation);
        Assert.Equal(2, due.Count);
        await attempts.SettleAsync(due.Single(attempt => attempt.Id == history.State.Attempts[1].Id), new GenerationCost(0.03m, 100, 50), cancellation);

        Assert.Equal(
            [
                new CostRow(Phase.SmartDetection, "openai/gpt-4o", 0, 0m, 1, 1, 0, 0),
                new CostRow(Phase.Prd, "openai/gpt-4o", 150, 0.03m, 1, 0, 100, 50),
            ],
            (await Reader.FindCostsAsync(history.State.Project.Id, cancellation))!.Rows);
    }

    [Fact(Timeout = 120_000)]
    public async Task ClaimUnknown_OfAnAnswerThatTheProviderNeverTellsOf_GivesUpAfterSomeMinutes()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider(WorkflowHistory.Noon.AddMinutes(1));
        var attempts = new AttemptStore(Database, time);
        await CommitAsync(storming: false, Happening.Start, Happening.AcceptUncounted);
        var (started, last, checks, given) = (time.GetUtcNow(), time.GetUtcNow(), 0, false);

        for (; time.GetUtcNow() < started.AddMinutes(10); time.Advance(TimeSpan.FromSeconds(1)))
        {
            if (await attempts.ClaimUnknownAsync(10, cancellation) is [var due])
            {
                (last, given) = (time.GetUtcNow(), due.IsLastCheck);
                Assert.Equal(++checks, due.Checks);
            }
        }

        Assert.Equal((UnknownAttempt.MostChecksOfAnAnswer, true), (checks, given));
        Assert.InRange(last - started, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(9));
        time.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await attempts.ClaimUnknownAsync(10, cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task ClaimUnknown_OfAnAnswerWithTokensAndNoPrice_AsksNobody()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await CommitAsync(storming: false, Happening.Start, Happening.AcceptUnpriced);

        Assert.Empty(await new AttemptStore(Database, new FakeTimeProvider(WorkflowHistory.Noon.AddMinutes(1))).ClaimUnknownAsync(10, cancellation));
    }

    private static void AssertSame(WorkflowState expected, WorkflowState? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(ProjectText(expected.Project), ProjectText(actual.Project));
        Assert.Equal(PhaseRunText(expected.OpenPhase), PhaseRunText(actual.OpenPhase));
        Assert.Equal(
            expected.Calls.Select(CallText).Order(StringComparer.Ordinal), actual.Calls.Select(CallText).Order(StringComparer.Ordinal));
        Assert.Equal(
            expected.Calls.GroupBy(call => (call.Run, call.Step)).SelectMany(step => step.Select(call => call.Id)),
            actual.Calls.GroupBy(call => (call.Run, call.Step)).SelectMany(step => step.Select(call => call.Id)));
        Assert.Equal(expected.Attempts.OrderBy(attempt => attempt.Id), actual.Attempts.OrderBy(attempt => attempt.Id));
        Assert.Equal(
            expected.Documents.Values.OrderBy(document => document.Type).Select(StoreJson.Write),
            actual.Documents.Values.OrderBy(document => document.Type).Select(StoreJson.Write));
    }

    private static string CallText(CallRecord call) => StoreJson.Write(call);

    /// <summary>PostgreSQL writes the ledger anew: what it means is the same, its spaces are not.</summary>
    private static string ProjectText(ProjectSnapshot project) => StoreJson.Write(project with
    {
        LedgerJson = project.LedgerJson is { } ledger ? LedgerJson.Write(LedgerJson.Read(ledger)) : null,
    });

    /// <summary>PostgreSQL writes JSON anew: what it means is the same, its spaces are not.</summary>
    private static string PhaseRunText(PhaseRun? run) => run is null ? "none" : StoreJson.Write(run with
    {
        InputJson = StoreJson.Write(StoreJson.Read<SortedDictionary<string, System.Text.Json.JsonElement>>(Encoding.UTF8.GetBytes(run.InputJson))),
        OutputJson = StoreJson.Write(StoreJson.Read<SortedDictionary<string, System.Text.Json.JsonElement>>(Encoding.UTF8.GetBytes(run.OutputJson))),
    });
}
