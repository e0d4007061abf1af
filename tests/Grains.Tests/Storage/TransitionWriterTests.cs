using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiDevFramework.Grains.Tests.Storage;

/// <summary>Which writes go together, which side by side, and which wait.</summary>
public sealed class TransitionWriterTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly HeldTable _table = new();
    private readonly TransitionWriter _writer;

    public TransitionWriterTests() => _writer = new TransitionWriter(_table, TimeProvider.System, NullLogger<TransitionWriter>.Instance);

    public async ValueTask DisposeAsync()
    {
        _table.LetAllGo();
        await _writer.StopAsync(CancellationToken.None);
        _writer.Dispose();
        await _table.DisposeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Write_WhileAnotherBatchIsOnItsWay_GoesOutBesideIt()
    {
        await _writer.StartAsync(TestContext.Current.CancellationToken);
        var first = _writer.CreateAsync(NewProject());
        var slow = await NextBatchAsync();

        var second = _writer.CreateAsync(NewProject());
        (await NextBatchAsync()).LetGo();

        Assert.True(await second);
        Assert.False(first.IsCompleted);
        slow.LetGo();
        Assert.True(await first);
    }

    [Fact(Timeout = 120_000)]
    public async Task Write_WhileAsManyBatchesAreOnTheirWayAsTheTableTakes_GoesWithAllThatWaitWithIt()
    {
        await _writer.StartAsync(TestContext.Current.CancellationToken);
        var early = new List<Task<bool>> { _writer.CreateAsync(NewProject()) };
        var slow = await NextBatchAsync();
        early.Add(_writer.CreateAsync(NewProject()));
        var slower = await NextBatchAsync();

        var late = Enumerable.Range(0, 5).Select(_ => _writer.CreateAsync(NewProject())).ToList();
        slow.LetGo();
        var together = await NextBatchAsync();

        Assert.Equal(5, together.Writes.Count);
        together.LetGo();
        Assert.DoesNotContain(false, await Task.WhenAll(late));
        Assert.False(early[1].IsCompleted);
        slower.LetGo();
        Assert.DoesNotContain(false, await Task.WhenAll(early));
        Assert.Equal(2, _table.MostAtOnce);
    }

    [Fact(Timeout = 120_000)]
    public async Task Write_OfAProjectThatIsOnItsWay_WaitsForItAndLetsOthersPass()
    {
        await _writer.StartAsync(TestContext.Current.CancellationToken);
        var project = NewProject();
        var first = _writer.CreateAsync(project);
        var slow = await NextBatchAsync();

        var again = _writer.CreateAsync(project);
        var other = _writer.CreateAsync(NewProject());
        var passing = await NextBatchAsync();

        Assert.NotEqual(project.Id, Assert.Single(passing.Writes).Project.Id);
        passing.LetGo();
        Assert.True(await other);
        Assert.False(again.IsCompleted);
        slow.LetGo();
        Assert.True(await first);
        var last = await NextBatchAsync();
        Assert.Equal(project.Id, Assert.Single(last.Writes).Project.Id);
        last.LetGo();
        Assert.True(await again);
    }

    [Fact(Timeout = 120_000)]
    public async Task Stop_WithWritesOnTheirWayAndWaiting_ReturnsWhenAllHaveTheirVerdict()
    {
        await _writer.StartAsync(TestContext.Current.CancellationToken);
        var project = NewProject();
        var writes = new List<Task<bool>> { _writer.CreateAsync(project) };
        var slow = await NextBatchAsync();
        writes.Add(_writer.CreateAsync(project));

        var stopping = _writer.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);
        slow.LetGo();
        (await NextBatchAsync()).LetGo();
        await stopping;

        Assert.DoesNotContain(false, await Task.WhenAll(writes));
    }

    private Task<HeldBatch> NextBatchAsync() => _table.NextAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);

    private static ProjectSnapshot NewProject()
    {
        var now = WorkflowHistory.Noon;
        return new ProjectSnapshot(
            Guid.NewGuid(), Guid.NewGuid(), "An idea", WorkflowStatus.Created, null, ProjectMetadata.Empty, now, now, null, 1, null, 0, null, 0);
    }
}
