using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 21: a gate names what it proves, or says a number.</summary>
internal sealed class GateEvidenceCheck : ICheck
{
    public int Number => 21;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.ExecutionPlan) is not { Reading.Outline: ScheduleOutline { Stages.Count: > 0 } schedule } document)
        {
            return null;
        }

        var vague = schedule.Stages.SelectMany(stage => stage.Gates).Where(gate => !MeasureWords.HasNumber(gate.Text) && Citation.In(gate.Text).Count == 0).Select(gate => gate.Text).ToList();
        if (vague.Count == 0)
        {
            return [];
        }

        var gates = vague.Count == 1 ? "A gate" : $"{vague.Count} gates";
        return
        [
            new Finding(
                Number, Severity.Warning, DocumentType.ExecutionPlan, null, $"{gates} can be passed by opinion: no number, and nothing named that it proves.",
                Excerpt.Of(vague[0]), "Say the number, or end it with the criterion that it proves: (AC2.1).", Excerpt.LineOf(document, vague[0])),
        ];
    }
}
