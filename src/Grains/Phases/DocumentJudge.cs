using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Mending;

namespace AiDevFramework.Grains.Phases;

/// <summary>What a model's answer means for a step that writes a document. Pure: no I/O, no clock.</summary>
internal static class DocumentJudge
{
    /// <param name="model">That of the step's first call.</param>
    /// <param name="checks">What finds errors beyond those of form; all checks where nothing is said.</param>
    public static StepReply Judge(
        DocumentRow row, StepRequest request, ModelAnswer answer, StepModel model, IReadOnlyList<ICheck>? checks = null)
    {
        var isFixed = model.Model == OfflineModel.Name || request.Material.Example is not null; // it would write the same again
        var material = isFixed ? request.Material with { PreviousIdsShown = false } : request.Material; // and reads no table
        var before = MendState.Of(row, material, request.Earlier, checks);
        if (answer.Truncated && MendRules.MayContinue(before))
        {
            return new StepReply(CallVerdict.Continue, answer.Call, answer.Text);
        }

        var state = before.Finish(answer.Text, answer.Truncated);
        if (!isFixed && MendRules.NextOrder(state, model.Fallbacks.Count) is { } order)
        {
            return new StepReply(CallVerdict.Repair, answer.Call, answer.Text, Complaint: MendRules.ComplaintOf(state, order), Mend: order);
        }

        if (state.Best is not null)
        {
            return MendEnd.Accept(state) with { Call = answer.Call, Text = answer.Text };
        }

        var isEndless = answer.Truncated && model.Fallbacks.Count == 0;
        if (!isEndless && MendRules.AsksAnew(state, model.Fallbacks.Count))
        {
            return new StepReply(CallVerdict.Repair, answer.Call, answer.Text, Complaint: state.Unreadable);
        }

        return CallJudge.Failed(answer, answer.Truncated
            ? $"The model's document was still unfinished after {MendRules.MostContinuations} continuations."
            : $"The model's answer could not be used, not even after a repair. {state.Unreadable}".TrimEnd());
    }
}
