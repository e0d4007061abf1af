using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Attempts;
using AiDevFramework.Grains.Tests.Projects;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.State;

public sealed class StepRulesTests
{
    [Fact]
    public void RequestFor_AfterASiloWasLostWhoseModelHadSpentItsAllowanceOnReasoning_NamesTheModelForThisCallAlone()
    {
        var call = new ModelCall("openai/gpt-4o", 10, 1000, 1010, 0.01m, CostSource.Provider, 100, "length", "gen-1");
        var state = new StartedRun().State;
        Assert.Null(StepRules.RequestFor(state, Step.SmartDetection).WideModels);
        var spent = new AttemptEnd(AttemptStatus.Failed, "only_reasoning", call);
        state = AttemptRules.Settle(state, new Dictionary<Guid, AttemptEnd> { [state.Attempts[0].Id] = spent }, WorkflowHistory.Noon);
        state = AttemptRules.Reserve(state, new Quote("openai/gpt-4o", "openrouter", 0.18m), WorkflowHistory.Noon).Next;

        var lost = Reserving(WorkflowRules.TakeOver(state, "other", WorkflowHistory.Noon));
        var answered = Reserving(WorkflowRules.Apply(lost, Step.SmartDetection, new StepReply(CallVerdict.Repair, call, "text", Complaint: "x"), WorkflowHistory.Noon));

        Assert.Equal(["openai/gpt-4o"], StepRules.RequestFor(lost, Step.SmartDetection).WideModels);
        Assert.Null(StepRules.RequestFor(answered, Step.SmartDetection).WideModels);

        static WorkflowState Reserving(Transition transition) =>
            AttemptRules.WithReservation(transition, new FixedQuotes().QuoteFor, WorkflowHistory.Noon).Next;
    }
}
