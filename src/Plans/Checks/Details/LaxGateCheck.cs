using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>
/// Check 22: a gate's number is no laxer than that of the criterion it cites: the same unit, on the wrong side. Only times that are a limit
/// in both are compared, and only where each states one; 501 for a limit of 500 is a test of it.
/// </summary>
internal sealed class LaxGateCheck : ICheck
{
    private static readonly string[] s_times = ["ms", "s", "min", "h"];

    private static readonly PhraseList s_limits = new("within", "under", "at most", "less than", "below", "up to", "no more than", "innerhalb", "höchstens", "unter", "weniger als", "maximal", "spätestens");

    public int Number => 22;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var plan = input.Plan;
        if (plan.Features.Count == 0 || plan.Stages.Count == 0)
        {
            return null;
        }

        var criteria = plan.Features.SelectMany(feature => feature.Criteria).DistinctBy(criterion => criterion.Id).ToDictionary(criterion => criterion.Id, StringComparer.Ordinal);
        var findings = new List<Finding>();
        foreach (var gate in plan.Stages.SelectMany(stage => stage.Gates).Where(gate => gate.Proves.Count > 0 && findings.Count < 20))
        {
            if (LimitOf(gate.Text) is { } stated && gate.Proves.FirstOrDefault(id => criteria.TryGetValue(id, out var cited) && LimitOf(cited.Text) is { } wanted && wanted.Unit == stated.Unit && stated.Value > wanted.Value) is { } id)
            {
                findings.Add(new Finding(
                    Number, Severity.Note, DocumentType.ExecutionPlan, id,
                    string.Create(CultureInfo.InvariantCulture, $"A gate allows {stated.Value} {stated.Unit}, and {id} that it proves allows {LimitOf(criteria[id].Text)!.Value} {stated.Unit}."),
                    Excerpt.Of(gate.Text), "Test what the criterion says.", gate.Line > 0 ? gate.Line : null));
            }
        }

        return findings;
    }

    private static PlanLimit? LimitOf(string text)
    {
        if (!s_limits.IsIn(text))
        {
            return null;
        }

        var times = Measures.Limits(text).Where(limit => s_times.Contains(limit.Unit)).ToList();
        return times.Count == 1 ? times[0] : null;
    }
}
