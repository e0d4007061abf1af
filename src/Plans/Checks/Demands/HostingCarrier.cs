using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>Where a product runs is said by the stack and proved at a gate.</summary>
internal static class HostingCarrier
{
    private static readonly PhraseList s_cloud = new("cloud", "clouds", "cloud-*", "nuage", "nube", "nuvem", "chmur*", "aws", "azure", "gcp");

    private static readonly PhraseList s_regions = new(
        "eu", "eea", "europe*", "europa*", "germany", "german", "deutschland", "deutsch*", "switzerland", "swiss", "schweiz*", "austria", "france", "frankfurt", "ireland", "region", "eu-central*", "eu-west*");

    public static IEnumerable<Gap> Gaps(ModelWords words, Constraint constraint)
    {
        if (words.StackDocument is { Type: var type } && !words.StackLines.Any(line => Says(constraint, line)))
        {
            yield return new Gap(
                constraint, type, "the stack does not say that the product runs there.",
                "Say under Infrastructure where each part runs.");
        }

        if (words.Schedule is not null && !words.Gates.Any(gate => Citation.Has(gate.Text, constraint.Id) || Says(constraint, gate.Text)))
        {
            yield return new Gap(
                constraint, DocumentType.ExecutionPlan, "no stage gate proves where the product runs.",
                $"Add a gate that proves it, and end it with ({constraint.Id}).");
        }
    }

    private static bool Says(Constraint constraint, string text)
    {
        if (constraint.Requires.Contains("on-premise") || constraint.Forbids.Contains("public-cloud"))
        {
            return OwnPremises.AreIn(text);
        }

        return constraint.Requires.Contains("public-cloud")
            ? s_cloud.IsIn(text) || TechnologyScanner.Find(text, isList: false).Any(hit => hit.Technology.Is("cloud"))
            : s_regions.IsIn(text);
    }
}
