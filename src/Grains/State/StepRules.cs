using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.State;

/// <summary>Which step a project's state asks for next, and what that step works on. Pure.</summary>
internal static class StepRules
{
    public static Phase PhaseOf(Step step) => StepCatalogue.Of(step).Phase;

    /// <returns>The step to run, or <see langword="null"/> where the project is not processing.</returns>
    public static Step? NextStep(ProjectSnapshot project) =>
        project is { Status: WorkflowStatus.Processing, CurrentPhase: { } phase }
            ? StepCatalogue.Of(phase).First(row => row.IsAnswered is not { } isAnswered || !isAnswered(project.Metadata)).Step
            : null;

    /// <returns>Whether the step is the last one of its phase.</returns>
    public static bool EndsPhase(Step step) => StepCatalogue.Of(step) is var row && StepCatalogue.Of(row.Phase)[^1] == row;

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
            MaterialFor(step, project.Idea, DocumentBy, project.Metadata.Approach?.Approach, project.Metadata.Prd) with
            {
                LedgerJson = project.LedgerJson,
                Created = DateOnly.FromDateTime(project.CreatedAt.UtcDateTime),
                Example = project.Metadata.Example,
                Previous = DocumentBy(step),
                PreviousIdsShown = DocumentBy(step) is not null && project.Metadata.Example is null, // a recording saw no prompt
            },
            [.. ConversationOf(state, step).Select(call => new EarlierCall(call.Verdict, call.Output ?? "", call.Complaint, call.Mend))],
            WideModelsOf(state, step));

        string? DocumentBy(Step author) =>
            DocumentOf(author) is { } type && state.Documents.TryGetValue(type, out var document) ? document.ContentMd : null;
    }

    /// <returns>1 for the step's first call in the present run.</returns>
    public static int CallNumberOf(WorkflowState state, Step step) =>
        1 + state.Calls.Count(call => call.Run == state.Project.Run && call.Step == step);

    /// <summary>The paid answers that the step's next call continues or mends. They may come from an earlier run that ended for a budget, or
    /// because the provider was away, but not from one that ended with an unusable answer or a refusal.</summary>
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
    /// <param name="documentBy">The document that another step has written; <see langword="null"/> where there is none.</param>
    public static StepMaterial MaterialFor(Step step, string idea, Func<Step, string?> documentBy, Approach? approach, PrdFacts? prd = null) =>
        new(idea, approach, prd)
        {
            Documents = StepCatalogue.Of(step).Inputs.Select(input => input.Author).OfType<Step>()
                .Select(author => (Author: author, Text: documentBy(author)))
                .Where(document => document.Text is not null)
                .ToDictionary(document => document.Author, document => document.Text!),
        };

    public static DocumentType? DocumentOf(Step step) => StepCatalogue.Of(step).Document?.Type;

    /// <returns>The models that spent their allowance on reasoning in an attempt at the step's next call; <see langword="null"/>: none.</returns>
    private static List<string>? WideModelsOf(WorkflowState state, Step step)
    {
        if (!state.Attempts.Exists(attempt => AttemptEnd.IsOnlyReasoning(attempt.ErrorClass)))
        {
            return null;
        }

        var number = CallNumberOf(state, step);
        var models = state.Attempts
            .Where(attempt => attempt.Run == state.Project.Run && attempt.Step == step && attempt.CallNumber == number
                && AttemptEnd.IsOnlyReasoning(attempt.ErrorClass))
            .Select(attempt => attempt.Model)
            .Distinct()
            .ToList();
        return models.Count == 0 ? null : models;
    }
}
