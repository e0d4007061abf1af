using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>Two commands with the same key are one, whatever becomes of the first one's answer.</summary>
public sealed class CommandKeyTests : IAsyncLifetime
{
    private static readonly CreateProject _idea = new(Guid.NewGuid(), "A task list that sorts itself");

    private ProjectCluster _cluster = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MemoryProjectStore Store => _cluster.Store;

    public async ValueTask InitializeAsync() => _cluster = await ProjectCluster.StartAsync(silos: 2);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task CreateOnce_Repeated_MakesOneProject()
    {
        var id = CommandKey.ProjectOf("admin", "one");
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreateAsync(id, "a")));

        Assert.All(replies, reply => Assert.Equal((CommandOutcome.Accepted, id), (reply.Outcome, reply.Project!.Id)));
        var audit = Assert.Single(Store.Audits);
        Assert.Equal(("admin", Actions.Create, $"{id}", "127.0.0.1"), (audit.Caller, audit.Action, audit.SubjectId, audit.Address));
    }

    [Fact]
    public async Task CreateOnce_WhoseAnswerWasLost_FindsWhatTheFirstTryMade()
    {
        var id = CommandKey.ProjectOf("admin", "lost");
        Store.LoseNextCreate();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => CreateAsync(id, "a"));
        var second = await CreateAsync(id, "a");

        Assert.Equal((CommandOutcome.Accepted, id), (second.Outcome, second.Project!.Id));
        Assert.Single(Store.Audits);
    }

    [Fact]
    public async Task CreateOnce_WithAnotherBody_IsRefused()
    {
        var id = CommandKey.ProjectOf("admin", "body");
        await CreateAsync(id, "a");

        Assert.Equal(new CommandReply(CommandOutcome.KeyTaken, null), await CreateAsync(id, "b"));
    }

    [Fact]
    public async Task CreateOnce_OfAProjectThatIsGone_SaysSoForEver()
    {
        var id = CommandKey.ProjectOf("admin", "gone");
        await CreateAsync(id, "a");
        await _cluster.Silos.DeactivateAsync(_cluster.Project(id));
        Store.Remove(id);
        Store.Age(id, TimeSpan.FromDays(400));

        Assert.Equal(new CommandReply(CommandOutcome.Deleted, null), await CreateAsync(id, "a"));
        Assert.Equal(new CommandReply(CommandOutcome.KeyTaken, null), await CreateAsync(id, "b"));
    }

    [Theory]
    [InlineData(CommitFaultKind.AwayBefore)]
    [InlineData(CommitFaultKind.AnswerLost)]
    internal async Task Start_WhoseAnswerWasLost_IsOneRun(CommitFaultKind fault)
    {
        var project = await _cluster.CreateAsync(Cancellation);
        Store.Fail(fault, transition => transition.Next.Project.Run == 1 && transition.ExpectedVersion == 1);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => StartAsync(project, "one", "a"));
        var second = await StartAsync(project, "one", "a");

        Assert.Equal((CommandOutcome.Accepted, 1), (second.Outcome, second.Project!.Run));
        var end = await Store.EndOfAsync(project.GetPrimaryKey());
        Assert.Equal((WorkflowStatus.Completed, 1), (end.Status, end.Run));
        Assert.Single(Store.Audits, audit => audit.Action == Actions.Start);
    }

    [Fact]
    public async Task Start_InParallelWithOneKey_IsAcceptedEachTimeAndRunsOnce()
    {
        var project = await _cluster.CreateAsync(Cancellation);

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StartAsync(project, "one", "a")));
        await Store.EndOfAsync(project.GetPrimaryKey());
        var late = await StartAsync(project, "one", "a");

        Assert.All(replies, reply => Assert.Equal(CommandOutcome.Accepted, reply.Outcome));
        Assert.Equal((CommandOutcome.Accepted, WorkflowStatus.Completed, 1), (late.Outcome, late.Project!.Status, late.Project.Run));
        Assert.Single(Store.Audits, audit => audit.Action == Actions.Start);
    }

    [Fact]
    public async Task Start_WithAnotherBodyOrKey_IsRefused()
    {
        var project = await _cluster.CreateAsync(Cancellation);
        await StartAsync(project, "one", "a");

        Assert.Equal(CommandOutcome.KeyTaken, (await StartAsync(project, "one", "b")).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await StartAsync(project, "two", "a")).Outcome);
    }

    [Theory]
    [InlineData(23, CommandOutcome.Accepted)]
    [InlineData(25, CommandOutcome.Refused)]
    public async Task Start_HoursLater_IsTheSameCommandForADay(int hours, CommandOutcome expected)
    {
        var project = await _cluster.CreateAsync(Cancellation);
        await StartAsync(project, "one", "a");
        await Store.EndOfAsync(project.GetPrimaryKey());
        Store.Age(KeyOf(project, "start", "one", "a").Id, TimeSpan.FromHours(hours));

        Assert.Equal(expected, (await StartAsync(project, "one", "a")).Outcome);
    }

    [Fact]
    public async Task Cancel_Repeated_IsAnsweredTheSameAndIsOneCommand()
    {
        var held = _cluster.Script.Hold(Step.Prd);
        var project = await _cluster.StartNewAsync(Cancellation);
        var id = project.GetPrimaryKey();
        await held.Reached;
        Assert.Equal(CommandOutcome.Accepted, (await SendAsync(KeyOf(project, "cancel", "one", ""), () => project.CancelAsync(Cancellation))).Outcome);

        var again = await SendAsync(KeyOf(project, "cancel", "one", ""), () => project.CancelAsync(Cancellation));

        Assert.Equal((CommandOutcome.Accepted, WorkflowStatus.Cancelled), (again.Outcome, again.Project!.Status));
        Assert.Single(Store.Audits, audit => audit.Action == Actions.Cancel && audit.SubjectId == $"{id}");
    }

    private static CommandKey KeyOf(IProjectGrain project, string route, string key, string body) =>
        new(CommandKey.IdOf("admin", $"{route} {project.GetPrimaryKey()}", key), body);

    private Task<CommandReply> CreateAsync(Guid id, string body) =>
        SendAsync(new CommandKey(id, body), () => _cluster.Project(id).CreateOnceAsync(_idea, Cancellation));

    private static Task<CommandReply> StartAsync(IProjectGrain project, string key, string body) =>
        SendAsync(KeyOf(project, "start", key, body), () => project.StartAsync(Cancellation));

    private static async Task<CommandReply> SendAsync(CommandKey key, Func<Task<CommandReply>> command)
    {
        new CommandOrigin("admin", KeyId: null, "127.0.0.1", "request-1", key).Attach();
        return await command();
    }
}
