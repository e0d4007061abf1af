using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Grains.Phases;

/// <summary>What a model's answer means for a step that decides something. Pure: no I/O, no clock.</summary>
internal static class CallJudge
{
    public static StepReply Judge(IStepDefinition step, StepRequest request, ModelAnswer answer)
    {
        var judgement = step.Judge(request, answer.Text);
        var repaired = request.Earlier.Any(call => call.Verdict is CallVerdict.Repair);
        if (answer.Truncated && (judgement.Facts is null || (!repaired && step.NeedsRest(request, answer.Text))))
        {
            judgement = new StepJudgement(null, null, "The answer was cut off by the length limit. Answer more briefly.");
        }

        return judgement switch
        {
            { Facts: { } facts } => new StepReply(
                CallVerdict.Accepted, answer.Call, answer.Text, judgement.DocumentMd, facts, Complaint: judgement.Remark,
                LedgerJson: judgement.LedgerJson),
            { Complaint: { } complaint } when !repaired =>
                new StepReply(CallVerdict.Repair, answer.Call, answer.Text, Complaint: complaint),
            _ => Failed(answer, $"The model's answer could not be used, not even after a repair. {judgement.Complaint}".TrimEnd()),
        };
    }

    public static StepReply Failed(ModelAnswer answer, string message) =>
        new(CallVerdict.Failed, answer.Call, answer.Text, Failure: new StepFailure($"{message} {answer.Doubt}".TrimEnd(), RetryAvailable: true));
}
