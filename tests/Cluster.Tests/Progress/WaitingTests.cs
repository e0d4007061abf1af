using System.Text.Json;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Cluster.Tests.Progress;

/// <summary>What a call waits for, on its way from a silo through a gateway to those who want to know.</summary>
public sealed class WaitingTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact(Timeout = 300_000)]
    public async Task Run_ThroughEveryKindOfWait_TellsThoseWhoAskedForItAndNobodyElse()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await AppCluster.StartAsync(
            postgres, silos: 1, gateways: 1, cancellation,
            ("LLM_MAX_CONCURRENCY", "2"), ("TECH_STACK_MODEL", "anthropic/claude-3-haiku"), ("LLM_MODEL_LIMITS", "anthropic/claude-3-haiku=1"),
            ("EXECUTION_PLAN_MODEL", "anthropic/claude-3.5-sonnet"), ("LLM_BREAKER_CALLS", "2"), ("LLM_BREAKER_SECONDS", "4"));
        var script = cluster.Fake.Script;
        script.When(Steps.TechStack, nth: 1, marker: "[[slot]]").Answer(Behaviours.Held());
        script.When(Steps.SmartDetection, nth: 1, marker: "[[place]]").Answer(Behaviours.Held());
        script.When(Steps.SmartDetection, nth: 1, marker: "[[watched]]").Answer(Behaviours.RateLimited("2"));
        script.When(Steps.ExecutionPlan, nth: 1, marker: "[[watched]]").Answer(Behaviours.BadGateway(), Behaviours.BadGateway()); // opens the breaker
        using var api = cluster.Client(0);
        var slot = await StartAsync("[[slot]]"); // has the model's only slot, and one of two places
        await script.WaitForHeldAsync(1, cancellation);
        var place = await StartAsync("[[place]]"); // has the other place
        await script.WaitForHeldAsync(2, cancellation);
        var watched = await CreateAsync("[[watched]]");
        await using var socket = await api.FollowAsync(watched, after: 0, cancellation, progress: true);
        await using var stream = await api.StreamAsync(watched, after: 0, cancellation, progress: true);
        await using var plainSocket = await api.FollowAsync(watched, after: 0, cancellation);
        await using var plainStream = await api.StreamAsync(watched, after: 0, cancellation);

        await api.StartWorkflowAsync(watched, cancellation);
        await ToldAsync("queue");
        await api.CancelAsync(place, cancellation);
        await ToldAsync("retry_after");
        await ToldAsync("model_limit");
        await api.CancelAsync(slot, cancellation);
        await ToldAsync("retry");
        await ToldAsync("provider_unavailable");
        var feeds = new IFeed[] { socket, stream, plainSocket, plainStream };
        await Task.WhenAll(feeds.Select(feed => feed.WaitForEndAsync(Deadline, cancellation)));

        Assert.Equal("workflow_completed", FeedClient.TypeOf(socket.Events[^1]));
        Assert.All(feeds, feed => Assert.Equal(socket.Events.Select(item => item.GetRawText()), feed.Events.Select(item => item.GetRawText())));
        foreach (var feed in new IFeed[] { socket, stream })
        {
            var waits = feed.Messages.Where(IsWait).ToList();
            Assert.Equal(
                [
                    "SMART_DETECTION queue", "SMART_DETECTION retry_after", "TECH_STACK model_limit",
                    "EXECUTION_PLAN retry", "EXECUTION_PLAN provider_unavailable",
                ],
                waits.Select(wait => $"{wait.GetProperty("step")} {wait.GetProperty("reason")}").Distinct());
            Assert.All(waits, AssertForm);
        }

        Assert.DoesNotContain(plainSocket.Messages.Concat(plainStream.Messages), message => FeedClient.TypeOf(message) == "phase_progress");

        Task<Guid> CreateAsync(string mark) => api.CreateProjectAsync($"A shop for plants, features=2 {mark}", cancellation);

        async Task<Guid> StartAsync(string mark)
        {
            var project = await CreateAsync(mark);
            await api.StartWorkflowAsync(project, cancellation);
            return project;
        }

        Task ToldAsync(string reason) => Task.WhenAll(new IFeed[] { socket, stream }.Select(feed => feed.WaitForAsync(
            message => IsWait(message) && message.GetProperty("reason").GetString() == reason, Deadline, cancellation)));
    }

    private static bool IsWait(JsonElement message) => message.TryGetProperty("state", out var state) && state.GetString() == "waiting";

    private static void AssertForm(JsonElement wait)
    {
        Assert.Equal(
            ["type", "phase", "step", "call", "state", "reason", "seconds", "timestamp"], wait.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ("phase_progress", wait.GetProperty("step").GetString(), 1),
            (FeedClient.TypeOf(wait), wait.GetProperty("phase").GetString(), wait.GetProperty("call").GetInt32()));
        var seconds = wait.GetProperty("seconds");
        var longest = wait.GetProperty("reason").GetString() switch
        {
            "queue" or "model_limit" => default(int?), // that depends on others
            "retry_after" => 3,
            "retry" => 2,
            "provider_unavailable" => 5,
            var reason => throw new InvalidOperationException($"There is no wait for {reason}."),
        };
        if (longest is null)
        {
            Assert.Equal(JsonValueKind.Null, seconds.ValueKind);
        }
        else
        {
            Assert.InRange(seconds.GetInt32(), 0, longest.Value);
        }
    }
}
