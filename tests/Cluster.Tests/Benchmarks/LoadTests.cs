using AiDevFramework.Benchmarks.Workflows;

namespace AiDevFramework.Cluster.Tests.Benchmarks;

/// <summary>What is measured of a load, whatever its workflows are.</summary>
public sealed class LoadTests
{
    [Fact(Timeout = 120_000)]
    public async Task Measure_WithWorkflowsThatTakeLonger_GoesOnUntilOneHasEnded()
    {
        var slow = TimeSpan.FromMilliseconds(50);
        var load = new Load(
            async cancellationToken =>
            {
                await Task.Delay(slow, cancellationToken);
                return 7;
            },
            processes: new Dictionary<string, Func<TimeSpan>>());

        var measured = await load.MeasureAsync(inFlight: 1, slow / 10, TestContext.Current.CancellationToken);

        Assert.InRange(measured.Workflows, 1, 10);
        Assert.Equal(7 * measured.Workflows, measured.Events);
    }

    [Fact(Timeout = 120_000)]
    public async Task Measure_WithAWorkflowThatFails_FailsWithItsReason()
    {
        var load = new Load(_ => Task.FromException<int>(new InvalidDataException("a gap")), new Dictionary<string, Func<TimeSpan>>());

        var failure = await Assert.ThrowsAsync<InvalidDataException>(
            () => load.MeasureAsync(inFlight: 3, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.Equal("a gap", failure.Message);
    }
}
