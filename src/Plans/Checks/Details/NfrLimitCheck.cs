using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 8: performance, scale and availability have a number. Security, privacy and access may be absolute.</summary>
internal sealed class NfrLimitCheck : ICheck
{
    private static readonly PhraseList s_measured = new(
        "performance", "speed", "latency", "response time*", "throughput", "scalab*", "scale", "capacity", "load", "availab*", "uptime", "leistung", "geschwindigkeit", "antwortzeit*", "durchsatz", "skalier*", "kapazität*", "last", "verfügbar*");

    public int Number => 8;

    public DocumentType? About => DocumentType.Prd;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.Prd)?.Reading.Outline is not RequirementsOutline { NonFunctional.Count: > 0 } requirements)
        {
            return null;
        }

        var vague = requirements.NonFunctional.Where(item => s_measured.IsIn(item.Name) && !MeasureWords.HasNumber(item.Text)).Select(item => item.Id ?? item.Name).ToList();
        return vague.Count == 0
            ? []
            : [new Finding(Number, Severity.Warning, DocumentType.Prd, vague[0], $"{Names.Of(vague)} says no number, so nobody can test it.", Suggestion: "Say how many, how fast or how often, with the unit.")];
    }
}
