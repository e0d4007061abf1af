using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Views;

namespace AiDevFramework.Evaluation.Judging;

/// <summary>Asks the product's checks about a plan, and about the plan with one fault at a time.</summary>
internal static class TrustJudge
{
    /// <param name="ledgerJson">As the project has it.</param>
    public static Trust Judge(JudgedPlan plan, string? ledgerJson)
    {
        var sound = Find(plan, ledgerJson);
        var known = sound.Select(Said).ToHashSet(StringComparer.Ordinal);
        var missed = new List<string>();
        var seeded = 0;
        foreach (var fault in SeededFault.All.Where(fault => plan.Documents.ContainsKey(fault.Document)))
        {
            var spoiled = plan.With(fault.Document, fault.Spoil);
            if (spoiled.Documents[fault.Document] == plan.Documents[fault.Document])
            {
                continue; // it has nothing that this fault could strike
            }

            seeded++;
            if (Find(spoiled, ledgerJson).All(finding => known.Contains(Said(finding))))
            {
                missed.Add(fault.Name);
            }
        }

        var shown = sound.Where(finding => finding.Severity is "ERROR" or "WARNING").Select(finding => $"{finding.Severity} {finding.Check}: {finding.Message}");
        return new Trust(seeded, missed, [.. shown], null);
    }

    private static IReadOnlyList<FindingView> Find(JudgedPlan plan, string? ledgerJson) => FindingsView.Of(PlanReview.Of(new PlanSource(
        Guid.Empty, plan.Idea, ledgerJson,
        [.. plan.Documents.Select(document => new PlanText(document.Key, document.Value, Version: 1, Offline: false))], WasChecked: true))).Findings;

    private static string Said(FindingView finding) => $"{finding.Check} {finding.Document} {finding.Message}";
}
