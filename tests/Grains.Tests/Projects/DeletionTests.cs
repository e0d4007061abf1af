using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Projects;

public sealed class DeletionTests : IAsyncLifetime
{
    private ProjectCluster _cluster = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MemoryProjectStore Store => _cluster.Store;

    public async ValueTask InitializeAsync() => _cluster = await ProjectCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_OfAProjectThatRests_HidesItFromEveryCommand(bool purge)
    {
        var project = await _cluster.CreateAsync(Cancellation);

        var reply = await project.DeleteAsync(purge, Cancellation);

        Assert.Equal(CommandOutcome.Accepted, reply.Outcome);
        var stored = Store.Project(project.GetPrimaryKey());
        Assert.Equal((true, purge), (stored.DeletedAt is not null, stored.PurgeAt is not null));
        Assert.Equal(CommandOutcome.NotFound, (await project.StartAsync(Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await project.RetryAsync(Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await project.CancelAsync(Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await project.DeleteAsync(purge, Cancellation)).Outcome);
    }

    [Fact]
    public async Task Delete_OfARunningProject_StopsTheCallAndSettlesItsAttempt()
    {
        var held = _cluster.Script.Hold(Step.Prd);
        var project = await _cluster.StartNewAsync(Cancellation);
        await held.Reached;

        var reply = await project.DeleteAsync(purge: false, Cancellation);
        await held.Cancelled;

        Assert.Equal((CommandOutcome.Accepted, WorkflowStatus.Cancelled), (reply.Outcome, reply.Project!.Status));
        var state = Store.StateOf(project.GetPrimaryKey());
        Assert.NotNull(state.Project.DeletedAt);
        Assert.DoesNotContain(state.Attempts, attempt => attempt.Status is AttemptStatus.Open);
        Assert.Equal(EventTypes.WorkflowCancelled, Store.EventsOf(project.GetPrimaryKey())[^1].Type);
        Assert.DoesNotContain(Step.TechStack, _cluster.Script.StepsOf(project.GetPrimaryKey()));
    }

    [Fact]
    public async Task Delete_WhoseAnswerWasLost_IsFoundDoneByTheNext()
    {
        var project = await _cluster.CreateAsync(Cancellation);
        Store.Fail(CommitFaultKind.AnswerLost, transition => transition.Next.Project.DeletedAt is not null);

        await Assert.ThrowsAsync<Abstractions.StoreUnavailableException>(() => project.DeleteAsync(purge: false, Cancellation));

        Assert.Equal(CommandOutcome.NotFound, (await project.DeleteAsync(purge: false, Cancellation)).Outcome);
        Assert.NotNull(Store.Project(project.GetPrimaryKey()).DeletedAt);
    }

    [Fact]
    public async Task Delete_OfARunThatAnotherSiloHas_KeepsItsCommitOut()
    {
        var project = await _cluster.CreateAsync(Cancellation);
        var id = project.GetPrimaryKey();
        var created = Store.StateOf(id);
        var elsewhere = AttemptRules.WithReservation(
            WorkflowRules.Start(created, "another silo", created.Project.UpdatedAt), new FixedQuotes().QuoteFor, created.Project.UpdatedAt);
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(elsewhere, Cancellation));
        var late = WorkflowRules.Cancel(elsewhere.Next, created.Project.UpdatedAt);

        var reply = await project.DeleteAsync(purge: false, Cancellation);

        Assert.Equal(CommandOutcome.Accepted, reply.Outcome);
        Assert.Equal(CommitResult.Stale, await Store.CommitAsync(late, Cancellation));
        var attempt = Assert.Single(Store.StateOf(id).Attempts);
        Assert.Equal((AttemptStatus.Unknown, "lost"), (attempt.Status, attempt.ErrorClass));
    }

    [Fact]
    public async Task CreateOnce_OfAProjectThatWasDeleted_SaysWhatBecameOfIt()
    {
        var id = CommandKey.ProjectOf("admin", "deleted");
        var command = new CreateProject(Guid.NewGuid(), "A task list that sorts itself");
        await CreateAsync();
        await _cluster.Project(id).DeleteAsync(purge: false, Cancellation);

        Assert.Equal(new CommandReply(CommandOutcome.Deleted, null), await CreateAsync());

        async Task<CommandReply> CreateAsync()
        {
            new CommandOrigin("admin", null, null, null, new CommandKey(id, "a")).Attach();
            return await _cluster.Project(id).CreateOnceAsync(command, Cancellation);
        }
    }
}
