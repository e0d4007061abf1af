using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Progress;
using AiDevFramework.Grains.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Attempts;
using AiDevFramework.Grains.Tests.Workflow;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>A run without its grain: what it ends with, and what it hands on.</summary>
public sealed class WorkflowRunTests : IDisposable
{
    private readonly StartedRun _started = new();
    private readonly StepScript _script = new();
    private readonly Lifetime _lifetime = new();
    private readonly News _news = new();
    private readonly WorkflowRun _run;

    public WorkflowRunTests() => _run = new WorkflowRun(
        _started.State, "silo", new Worker(_script), _started.Ledger, new PendingCalls(), new RunNews(_news, NullLogger<ProjectGrain>.Instance), _lifetime,
        TimeProvider.System, NullLogger<WorkflowRun>.Instance, CancellationToken.None);

    public void Dispose()
    {
        _run.Dispose();
        _lifetime.Dispose();
    }

    [Fact]
    public async Task DriveAsync_ToTheLastStep_FinishesWithWhatIsStored()
    {
        var end = await _run.DriveAsync();

        Assert.Equal((RunEndReason.Finished, WorkflowStatus.Completed), (end.Reason, end.State.Project.Status));
        Assert.Equal(_started.Stored.Project, end.State.Project);
        Assert.True(_run.IsOver);
        Assert.Equal(_started.Store.EventsOf(end.State.Project.Id).Skip(1).Select(item => item.Seq), _news.Published); // the start was its command's
    }

    [Fact]
    public async Task StopAsync_DuringACall_EndsWithTheEndsOfItsAttempts()
    {
        var held = _script.Hold(Step.SmartDetection);
        var driving = _run.DriveAsync();
        await held.Reached;

        await _run.StopAsync();

        var end = await driving.WaitAsync(ProjectCluster.Deadline, TestContext.Current.CancellationToken);
        Assert.Equal((RunEndReason.Stopped, WorkflowStatus.Processing), (end.Reason, end.State.Project.Status));
        var attempt = Assert.Single(end.State.Attempts);
        Assert.Equal(("not_sent", true), (attempt.ErrorClass, attempt.Unsaved)); // the next transition stores it
    }

    [Fact]
    public async Task DriveAsync_OnASiloThatStops_IsToBeGivenBack()
    {
        _script.Order(Step.SmartDetection, (_, _) =>
        {
            _lifetime.StopApplication();
            throw new OperationCanceledException("The silo stops.");
        });

        Assert.Equal(RunEndReason.SiloStops, (await _run.DriveAsync()).Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // as by a silo that was voted out
    public async Task DriveAsync_OfACallThatBreaks_NamesWhatWasNotSentWhereItWasCalledOff(bool calledOff)
    {
        _script.Order(Step.SmartDetection, (_, _) => throw (calledOff ? new OperationCanceledException("Not a member.") : new InvalidOperationException("A bug.")));

        var end = await _run.DriveAsync();

        Assert.Equal(RunEndReason.Broken, end.Reason);
        Assert.Equal(calledOff ? [_started.State.Attempts[0].Id] : [], end.Unsent);
    }

    [Fact]
    public async Task HandOverAsync_OfARun_GivesItBackAndSettlesItsAttempt()
    {
        var handOver = new RunHandOver(
            _started.Ledger, _started.Store.Attempts, new RunNews(_news, NullLogger<ProjectGrain>.Instance), TimeProvider.System, NullLogger<RunHandOver>.Instance);

        await handOver.HandOverAsync(_started.State);

        Assert.Equal(ProjectSnapshot.NoOwner, _started.Stored.Project.Owner);
        Assert.Null(AttemptRules.FindOpen(_started.Stored));
    }

    [Fact]
    public async Task HandOverAsync_WhileTheStoreIsAway_LeavesItToTheOthers()
    {
        _started.Store.Away = true;
        var handOver = new RunHandOver(
            _started.Ledger, _started.Store.Attempts, new RunNews(_news, NullLogger<ProjectGrain>.Instance), TimeProvider.System, NullLogger<RunHandOver>.Instance);

        await handOver.HandOverAsync(_started.State);

        Assert.Equal("silo", _started.Stored.Project.Owner);
    }

    private sealed class Worker(StepScript script) : IPhaseWorker
    {
        public Task<StepReply> RunAsync(StepRequest request, CancellationToken cancellationToken) => script.AnswerAsync(request, cancellationToken);
    }

    private sealed class News : IProgressFeed
    {
        public List<long> Published { get; } = [];

        public void Publish(IReadOnlyList<ProgressEvent> events) => Published.AddRange(events.Select(item => item.Seq));

        public Task PublishTextAsync(IReadOnlyList<ProgressUpdate> updates) => Task.CompletedTask;
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
