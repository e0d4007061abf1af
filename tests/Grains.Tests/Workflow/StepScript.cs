using System.Collections.Concurrent;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Tests.Projects;

namespace AiDevFramework.Grains.Tests.Workflow;

/// <summary>What the model answers. Without orders every step is accepted at its first call.</summary>
internal sealed class StepScript
{
    private readonly ConcurrentQueue<StepRequest> _requests = new();
    private readonly ConcurrentDictionary<Step, ConcurrentQueue<Func<StepRequest, CancellationToken, Task<StepReply>>>> _orders = new();

    public bool EventStorming { get; set; }

    /// <summary>Every call that was begun, in order.</summary>
    public IReadOnlyList<StepRequest> Requests => [.. _requests];

    public IEnumerable<Step> StepsOf(Guid projectId) =>
        Requests.Where(request => request.ProjectId == projectId).Select(request => request.Step);

    /// <summary>What the next call of the step, not ordered for yet, does.</summary>
    public void Order(Step step, Func<StepRequest, CancellationToken, Task<StepReply>> answer) =>
        _orders.GetOrAdd(step, static _ => new()).Enqueue(answer);

    public void Order(Step step, StepReply reply) => Order(step, (_, _) => Task.FromResult(reply));

    public HeldCall Hold(Step step)
    {
        var held = new HeldCall();
        Order(step, async (request, cancellation) =>
        {
            await held.EnterAsync(cancellation);
            return Accepted(request.Step);
        });
        return held;
    }

    public Task<StepReply> AnswerAsync(StepRequest request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(request);
        return _orders.TryGetValue(request.Step, out var orders) && orders.TryDequeue(out var answer)
            ? answer(request, cancellationToken)
            : Task.FromResult(Accepted(request.Step));
    }

    public StepReply Accepted(Step step) => new(
        CallVerdict.Accepted,
        Call,
        "text",
        step is Step.SmartDetection or Step.ApproachDetection ? null : $"# {step}\n",
        step switch
        {
            Step.SmartDetection => new SmartDetectionFacts(EventStorming, EventStorming ? 5 : 2, "because"),
            Step.EventStorming => new EventStormingFacts(["TaskCreated"], ["Task"]),
            Step.Prd => new PrdFacts(5, Complexity.Medium),
            Step.TechStack => new TechStackFacts("React", "ASP.NET Core", "PostgreSQL", "Docker", []),
            Step.ApproachDetection => new ApproachFacts(Approach.Vertical, "five features", 5),
            Step.ExecutionPlan => new ExecutionPlanFacts(Approach.Vertical, 3, 8),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        });

    public static StepReply Failed(string message) =>
        new(CallVerdict.Failed, Call, "text", Failure: new StepFailure(message, RetryAvailable: true));

    public static ModelCall Call { get; } = new("openai/gpt-4o", 10, 5, 15, 0.01m, CostSource.Provider, 100, "stop", "gen-1");
}
