using System.Text.Json;
using AiDevFramework.TestSupport.Api;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>What a client saw of a run, in a form that a test can compare.</summary>
internal static class RunEvents
{
    /// <returns><c>phase_started PRD</c>, <c>workflow_completed</c>, …</returns>
    public static IEnumerable<string> Names(IEnumerable<JsonElement> events) => events.Select(item =>
        item.TryGetProperty("phase", out var phase) ? $"{FeedClient.TypeOf(item)} {phase.GetString()}" : FeedClient.TypeOf(item)!);

    /// <returns>What a run without a fault sends: the phases in their order, each started and completed.</returns>
    public static IEnumerable<string> OfCompletedRun(bool eventStorming)
    {
        string[] phases = ["SMART_DETECTION", .. eventStorming ? ["EVENT_STORMING"] : Array.Empty<string>(), "PRD", "TECH_STACK", "EXECUTION_PLAN"];
        return [.. phases.SelectMany(phase => (string[])[$"phase_started {phase}", $"phase_completed {phase}"]), "workflow_completed"];
    }

    /// <summary>Asserts that events are numbered 1, 2, 3 … without a hole, however many connections brought them.</summary>
    public static void AssertDense(IReadOnlyList<JsonElement> events) =>
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(item => item.GetProperty("seq").GetInt32()));
}
