using AiDevFramework.Grains.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Grains.Workflow;
using Microsoft.Extensions.Logging.Testing;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>What an operator reads of a run: a line for everything that happened, and no text of anybody's.</summary>
public sealed class RunLogTests
{
    private const string Id = "123e4567-e89b-12d3-a456-426614174000";

    [Fact]
    public void ARunWithoutTrouble_IsToldInItsOrder()
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 3);
        history.Play([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 5)]);

        Assert.Equal(
            [
                $"Information Project {Id}: run 1 started with phase SMART_DETECTION",
                $"Information Project {Id}: run 1 completed phase SMART_DETECTION with model openai/gpt-4o in 3 s, cost in USD: 0.012346",
                $"Information Project {Id}: run 1 completed phase PRD with model openai/gpt-4o in 3 s, cost in USD: 0.012346",
                $"Information Project {Id}: run 1 completed phase TECH_STACK with model openai/gpt-4o in 3 s, cost in USD: 0.012346",
                $"Information Project {Id}: run 1 completed phase EXECUTION_PLAN with model openai/gpt-4o in 6 s, cost in USD: 0.024692",
                $"Information Project {Id}: run 1 completed in 15 s, cost in USD: 0.06173, documents: 3",
            ],
            LinesOf(history));
    }

    [Fact]
    public void AFailureAndItsRetry_AreToldWithTheReason()
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 2);
        history.Play([Happening.Start, Happening.AcceptUnpriced, Happening.FailUncharged, Happening.Retry, Happening.Cancel]);

        Assert.Equal(
            [
                $"Information Project {Id}: run 1 started with phase SMART_DETECTION",
                $"Information Project {Id}: run 1 completed phase SMART_DETECTION with model openai/gpt-4o in 2 s, cost in USD: unknown",
                $"Warning Project {Id}: run 1 failed in phase PRD with model none after 2 s, cost in USD: 0; no answer",
                $"Warning Project {Id}: run 1 failed after 4 s, cost in USD: unknown, retry available: False; no answer",
                $"Information Project {Id}: run 2 retries with phase PRD",
                $"Information Project {Id}: run 2 was cancelled in phase PRD with model none after 2 s, cost in USD: 0",
                $"Information Project {Id}: run 2 was cancelled after 2 s, cost in USD: 0, documents: 0",
            ],
            LinesOf(history));
    }

    [Fact]
    public void ATakeover_IsToldWithBothSilos()
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 1);
        history.Play([Happening.Start, Happening.TakeOver]);

        Assert.Equal(
            $"Warning Project {Id}: run 1 was taken over by silo other from silo, which was lost; takeovers without an answer in between: 1",
            LinesOf(history)[^1]);
    }

    [Fact]
    public void AHandOver_IsToldByBothSilos()
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 1);
        history.Play([Happening.Start]);
        var log = new FakeLogger();

        var release = WorkflowRules.Release(history.State, WorkflowHistory.Noon);
        RunLog.Write(log, history.State.Project, release, traceId: null);
        var resumed = WorkflowRules.TakeOver(release.Next, "other", WorkflowHistory.Noon);
        RunLog.Write(log, release.Next.Project, resumed, traceId: null);

        Assert.Equal(
            [
                $"Information Project {Id}: run 1 is handed over by silo silo, which stops",
                $"Information Project {Id}: run 1 goes on at silo other",
            ],
            LinesOf(log));
    }

    [Fact]
    public void AStart_WithATrace_NamesIt()
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 1);
        history.Play([Happening.Start]);
        var log = new FakeLogger();

        RunLog.Write(log, history.Transitions[0].Next.Project with { Run = 0 }, history.Transitions[0], "4bf92f3577b34da6a3ce929d0e0e4736");

        Assert.EndsWith("phase SMART_DETECTION, trace 4bf92f3577b34da6a3ce929d0e0e4736", Assert.Single(LinesOf(log)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No answer came.", "No answer came.")]
    [InlineData("It could not be used. The section \"## My secret plan\" is empty.", "It could not be used.")]
    [InlineData("It could not be used. «My \"secret\" plan» is empty.", "It could not be used.")]
    [InlineData("\"My secret plan\" is empty.", "The reason quotes a text; it is in the project's metadata.")]
    public void WithoutQuotes_OfAReason_EndsBeforeTheFirst(string reason, string expected) =>
        Assert.Equal(expected, LogText.WithoutQuotes(reason));

    [Fact]
    public void Clean_OfAText_IsOneHarmlessLineOfABoundedLength()
    {
        Assert.Equal("one  two [31m   ", LogText.Clean("one\r\ntwo\u001b[31m\u2028\u202e\0", 100));
        Assert.Equal("012345678…", LogText.Clean("0123456789ab", 10));
    }

    private static List<string> LinesOf(WorkflowHistory history)
    {
        var log = new FakeLogger();
        ProjectSnapshot? before = null;
        foreach (var transition in history.Transitions)
        {
            RunLog.Write(log, before ?? transition.Next.Project with { Run = 0 }, transition, traceId: null);
            before = transition.Next.Project;
        }

        return LinesOf(log);
    }

    private static List<string> LinesOf(FakeLogger log) => [.. log.Collector.GetSnapshot().Select(entry => $"{entry.Level} {entry.Message}")];
}
