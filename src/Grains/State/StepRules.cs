using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Grains.State;

/// <summary>Which step a project's state asks for next, and what that step works on. Pure.</summary>
internal static class StepRules
{
    public static Phase PhaseOf(Step step) => step switch
    {
        Step.SmartDetection => Phase.SmartDetection,
        Step.EventStorming => Phase.EventStorming,
        Step.Prd => Phase.Prd,
        Step.TechStack => Phase.TechStack,
        Step.ApproachDetection or Step.ExecutionPlan => Phase.ExecutionPlan,
        _ => throw new UnreachableException($"Step {step} has no phase."),
    };

    /// <returns>The step to run, or <see langword="null"/> where the project is not processing.</returns>
    public static Step? NextStep(ProjectSnapshot project) =>
        project is not { Status: WorkflowStatus.Processing, CurrentPhase: { } phase } ? null : phase switch
        {
            Phase.SmartDetection => Step.SmartDetection,
            Phase.EventStorming => Step.EventStorming,
            Phase.Prd => Step.Prd,
            Phase.TechStack => Step.TechStack,
            Phase.ExecutionPlan => project.Metadata.Approach is null ? Step.ApproachDetection : Step.ExecutionPlan,
            _ => throw new UnreachableException($"Phase {phase} has no step."),
        };

    /// <returns>What <paramref name="step"/> needs to be run: the next call of it, with its committed calls.</returns>
    public static StepRequest RequestFor(WorkflowState state, Step step)
    {
        var project = state.Project;
        return new StepRequest(
            project.Id,
            project.UserId,
            project.Run,
            step,
            CallNumberOf(state, step),
            MaterialFor(step, project.Idea, TextBy, project.Metadata.Approach?.Approach, project.Metadata.Prd),
            [.. ConversationOf(state, step).Select(call => new EarlierCall(call.Verdict, call.Output ?? "", call.Complaint))]);

        string? TextBy(Step author) =>
            DocumentOf(author) is { } type && state.Documents.TryGetValue(type, out var document) ? document.ContentMd : null;
    }

    /// <returns>1 for the step's first call in the present run.</returns>
    public static int CallNumberOf(WorkflowState state, Step step) =>
        1 + state.Calls.Count(call => call.Run == state.Project.Run && call.Step == step);

    /// <summary>The answers that the step's next call goes on with or mends: they are paid for. Also those of a run that ended meanwhile, be
    /// it for a budget or a provider that was away; not those of one that ended with an answer that could not be used, or was refused.</summary>
    public static IReadOnlyList<CallRecord> ConversationOf(WorkflowState state, Step step)
    {
        var calls = state.Calls.Where(call => call.Step == step).ToList();
        var over = calls.FindLastIndex(call => call.Verdict is CallVerdict.Accepted
            || (call.Verdict is CallVerdict.Failed && (call.Output is not null || call.Call.FinishReason is not null)));
        calls.RemoveRange(0, over + 1);
        calls.RemoveAll(call => call.Verdict is CallVerdict.Failed); // charged, and without an answer
        return calls;
    }

    /// <summary>What a step works on.</summary>
    /// <param name="documentOf">The document that another step has written, where there is one.</param>
    public static StepMaterial MaterialFor(Step step, string idea, Func<Step, string?> documentOf, Approach? approach, PrdFacts? prd = null) => new(
        idea,
        step is Step.Prd ? documentOf(Step.EventStorming) : null,
        step is Step.TechStack or Step.ApproachDetection or Step.ExecutionPlan ? documentOf(Step.Prd) : null,
        step is Step.ExecutionPlan ? documentOf(Step.TechStack) : null,
        approach,
        prd);

    public static DocumentType? DocumentOf(Step step) => step switch
    {
        Step.SmartDetection or Step.ApproachDetection => null,
        Step.EventStorming => DocumentType.EventStorming,
        Step.Prd => DocumentType.Prd,
        Step.TechStack => DocumentType.TechStack,
        Step.ExecutionPlan => DocumentType.ExecutionPlan,
        _ => throw new UnreachableException($"Step {step} is not known to write or not to write a document."),
    };
}
