using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Projects;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Attempts;

/// <summary>A project that was started, as it is stored, and the ledger of its run. The first attempt is reserved at 0.09.</summary>
internal sealed class StartedRun
{
    private readonly TestClock _time = new(instant: true);

    public StartedRun(Guid? projectId = null, decimal? maxCostUsd = null, IQuotes? quotes = null, decimal dailyLimitUsd = 0m)
    {
        var created = WorkflowState.Of(new ProjectSnapshot(
            projectId ?? Guid.CreateVersion7(), Guid.NewGuid(), "A task list that sorts itself", WorkflowStatus.Created, null,
            ProjectMetadata.Empty with { MaxCostUsd = maxCostUsd }, WorkflowHistory.Noon, WorkflowHistory.Noon, null, 1, null, 0, null, 0));
        var started = AttemptRules.WithReservation(
            WorkflowRules.Start(created, "silo", WorkflowHistory.Noon), new FixedQuotes().QuoteFor, WorkflowHistory.Noon);
        State = started.Next;
        Store.Seed(State, started.Events);
        Ledger = new RunLedger(
            Store, quotes ?? new FixedQuotes(), Options.Create(new BudgetOptions { MaxCostUsdPerUserPerDay = dailyLimitUsd }), _time,
            NullLogger<RunLedger>.Instance);
    }

    public MemoryProjectStore Store { get; } = new();

    public RunLedger Ledger { get; }

    public WorkflowState State { get; }

    public WorkflowState Stored => Store.StateOf(State.Project.Id);

    public CallAttempts Attempts() => new(State, Ledger, _time, CancellationToken.None);

    public PendingCall Begin(PendingCalls calls) => calls.Begin(State.Project.Id, Attempts());

    public ModelQuestion Question(string model = "openai/gpt-4o") => new(
        model, [], Json: false, Temperature: 0.7f, MaxTokens: 4000, StepCalls.OriginOf(StepRules.RequestFor(State, Step.SmartDetection)));
}
