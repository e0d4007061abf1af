using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.Tests.Attempts;
using AiDevFramework.Grains.Tests.Projects;
using AiDevFramework.Llm;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace AiDevFramework.Grains.Tests.Phases;

public sealed class PhaseWorkerTests : IAsyncLifetime
{
    private readonly HandModel _model = new();
    private readonly PendingCalls _calls = new();
    private InProcessTestCluster _cluster = null!;

    private IPhaseWorker Worker => _cluster.Client.GetGrain<IPhaseWorker>(0);

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<GrainTypeOptions>(options => options.Classes.RemoveWhere(type => type == typeof(ScriptedPhaseWorker)));
            silo.Services.AddSingleton<IChatModel>(_model);
            silo.Services.AddSingleton(_calls);
            silo.Services.AddSingleton<IStepDefinition>(new SmartDetectionStep());
            silo.Services.AddSingleton(Questions.Question).AddSingleton(Questions.Models);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_OfManyCallsAtOnce_HoldsNoneUpForAnother()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var projects = Enumerable.Range(0, 200).Select(_ => Guid.NewGuid()).ToList();

        var replies = projects.ToDictionary(project => project, project => Worker.RunAsync(For(project), cancellation));
        await Task.WhenAll(projects.Select(project => _model.CallOf(project).Reached)); // all of them, before one is answered
        foreach (var project in Enumerable.Reverse(projects))
        {
            _model.CallOf(project).Release();
            Assert.Equal(CallVerdict.Accepted, (await replies[project]).Verdict);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_WhenTheCallerCancels_AbortsItsCallAndNoOther()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (given, neighbour) = (Guid.NewGuid(), Guid.NewGuid());
        using var giveUp = new CancellationTokenSource();
        var first = Worker.RunAsync(For(given), giveUp.Token);
        var second = Worker.RunAsync(For(neighbour), cancellation);
        await Task.WhenAll(_model.CallOf(given).Reached, _model.CallOf(neighbour).Reached);

        await giveUp.CancelAsync();

        await _model.CallOf(given).Cancelled;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);
        _model.CallOf(neighbour).Release();
        Assert.Equal(CallVerdict.Accepted, (await second).Verdict);
    }

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_OfACallThatNobodyHereWaitsFor_AsksNoModel()
    {
        var (never, noMore) = (Guid.NewGuid(), Guid.NewGuid());
        await using (new StartedRun(noMore).Begin(_calls))
        {
        }

        foreach (var project in (Guid[])[never, noMore])
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Worker.RunAsync(Unawaited(project), TestContext.Current.CancellationToken));
            Assert.False(_model.CallOf(project).Reached.IsCompleted);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_WhenItsCallIsClosed_AbortsItBeforeItCountsAsClosed()
    {
        var project = Guid.NewGuid();
        var call = new StartedRun(project).Begin(_calls);
        var run = Worker.RunAsync(Unawaited(project), TestContext.Current.CancellationToken);
        await _model.CallOf(project).Reached;

        await call.DisposeAsync();

        Assert.True(_model.CallOf(project).Cancelled.IsCompletedSuccessfully);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Null(_calls.TryEnter(project, out _));
    }

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_WhenTheModelFails_RepliesWithTheReasonAndWhatWasCharged()
    {
        var reply = await RunAsync(() => new ModelFailure(new StepFailure("The model is overloaded.", RetryAvailable: true), Questions.Call), TestContext.Current.CancellationToken);

        Assert.Equal(CallVerdict.Failed, reply.Verdict);
        Assert.Equal(new StepFailure("The model is overloaded.", true), reply.Failure);
        Assert.Equal(Questions.Call, reply.Call);
    }

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_WhenTheModelFailsForGood_OffersNoRetry()
    {
        var reply = await RunAsync(() => new ModelFailure(new StepFailure("The key is wrong.", RetryAvailable: false)), TestContext.Current.CancellationToken);

        Assert.Equal(new StepFailure("The key is wrong.", false), reply.Failure);
        Assert.Null(reply.Call);
    }

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_WhenNoBudgetHasRoom_RepliesWithTheReason()
    {
        var reason = new StepFailure("budget", RetryAvailable: true, "Nothing is left.", "Raise it.");

        var reply = await RunAsync(() => new ModelRefusal(reason), TestContext.Current.CancellationToken);

        Assert.Equal(new StepReply(CallVerdict.Failed, null, null, Failure: reason), reply);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(OperationCanceledException))] // of a token that is nobody's
    public async Task RunAsync_WhenSomethingBreaks_RepliesWithoutInternals(Type type)
    {
        var reply = await RunAsync(() => throw (Exception)Activator.CreateInstance(type, "key sk-secret in /src/File.cs")!, TestContext.Current.CancellationToken);

        Assert.Equal(CallVerdict.Failed, reply.Verdict);
        Assert.Equal(
            new StepFailure("The step broke off because of an internal error. The log of the service has the details.", true), reply.Failure);
    }

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_OfASiloThatWasVotedOut_IsNoFailureOfTheRun() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunAsync(() => throw new VotedOutException(), TestContext.Current.CancellationToken));

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_OfARunThatAnotherWriterMovedOn_IsNoFailureOfTheRun() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunAsync(() => throw new RunLostException("The attempt could not be stored."), TestContext.Current.CancellationToken));

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_OfAStepThatNobodyDefines_RepliesWithoutInternals()
    {
        var request = Questions.Request(Step.ApproachDetection);
        await using var call = new StartedRun(request.ProjectId).Begin(_calls);

        var reply = await Worker.RunAsync(request, TestContext.Current.CancellationToken);

        Assert.StartsWith("The step broke off", reply.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task RunAsync_WhenTheSiloStops_AbortsTheCall()
    {
        var project = Guid.NewGuid();
        var run = Worker.RunAsync(For(project), TestContext.Current.CancellationToken);
        await _model.CallOf(project).Reached;

        var stopped = _cluster.StopSiloAsync(_cluster.Silos[0], TestContext.Current.CancellationToken);

        await _model.CallOf(project).Cancelled;
        await stopped.WaitAsync(ProjectCluster.Deadline, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<Exception>(() => run);
    }

    private async Task<StepReply> RunAsync(Func<ModelReply> answer, CancellationToken cancellation)
    {
        var project = Guid.NewGuid();
        _model.Answer(project, answer);
        _model.CallOf(project).Release();
        return await Worker.RunAsync(For(project), cancellation);
    }

    /// <returns>The request of a call that its run waits for.</returns>
    private StepRequest For(Guid project)
    {
        new StartedRun(project).Begin(_calls);
        return Unawaited(project);
    }

    private static StepRequest Unawaited(Guid project) => Questions.Request(Step.SmartDetection) with { ProjectId = project };
}
