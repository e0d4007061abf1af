using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Mending;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Grains.State;

/// <summary>How the mending of a document ends without an answer to its last question: with the best document that is paid for. Pure.</summary>
internal static class MendEnd
{
    /// <returns>The reply that ends the step, without a call; <see langword="null"/> where no answer so far is a document.</returns>
    public static StepReply? ReplyFor(StepRequest request)
    {
        if (request.Earlier.Count == 0 || StepCatalogue.Of(request.Step).Document is not { } row)
        {
            return null;
        }

        var state = MendState.Of(row, request.Material, request.Earlier);
        return state switch
        {
            { Best: null } => null,
            { Begun: null } => Accept(state),
            _ => Accept(state.Finish("", cut: true)),
        };
    }

    public static StepReply Accept(MendState state)
    {
        var document = MendRules.Finished(state);
        var named = state.Row.Name(state.Material, StoredReadings.Of(state.Row.Type, document.Text));
        return new StepReply(
            CallVerdict.Accepted, Call: null, Text: null, named.Text, document.Facts, Complaint: document.Remark, LedgerJson: named.LedgerJson,
            Concerns: document.Faults.Count == 0 ? null : [.. document.Faults.Select(fault => fault.Message)],
            Warnings: document.Warnings);
    }
}
