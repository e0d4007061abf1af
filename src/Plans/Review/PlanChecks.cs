using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Checks.Details;
using AiDevFramework.Plans.Checks.Structure;
using AiDevFramework.Plans.Checks.Texts;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Review;

/// <summary>All checks of a plan, and the one place that runs them.</summary>
internal static class PlanChecks
{
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new UniqueIdentifiers(),
        new FeaturesSaidOnce(),
        new ReferencesResolve(),
        new TwoCriteria(),
        new FeaturesInStories(),
        new FeaturesDelivered(),
        new GatesProveFeatures(),
        new OrderHolds(),
        new CutsExplained(),

        new ForbiddenTechnologyCheck(),
        new CarriedCheck(),
        new DeadlineCheck(),
        new BudgetCheck(),

        new AroundTheDocumentCheck(),
        new RepetitionCheck(),
        new CompletenessCheck(),
        new LanguageCheck(),
        new FidelityCheck(),
        new VagueWordsCheck(),

        new CriterionFormCheck(),
        new UnwantedCriterionCheck(),
        new NfrLimitCheck(),
        new MetricCheck(),
        new ComplexityCheck(),
        new EventCauseCheck(),
        new EventHomeCheck(),
        new FlowNamesCheck(),
        new EventServedCheck(),
        new ChoiceLineCheck(),
        new SlotServesCheck(),
        new StageSizeCheck(),
        new GateCountCheck(),
        new GateEvidenceCheck(),
        new NfrGateCheck(),
        new MustGateCheck(),
        new CitedRangeCheck(),
        new LaxGateCheck(),
        new LeadTimeCheck(),
    ];

    /// <summary>Errors first, then in the order of documents and lines. The same thing said twice is said once.</summary>
    public static CheckResult Run(CheckInput input) => Run(input, All);

    public static CheckResult Run(CheckInput input, IReadOnlyList<ICheck> checks)
    {
        var findings = new List<Finding>();
        var (run, skipped) = (new List<int>(checks.Count), new List<int>());
        foreach (var check in checks)
        {
            if (input.Written is { } written && check.About is { } about && about != written)
            {
                continue;
            }

            var found = check.Check(input);
            (found is null ? skipped : run).Add(check.Number);
            if (found is { Count: > 0 })
            {
                findings.AddRange(found);
            }
        }

        return new CheckResult(findings.Count > 1 ? InOrder(input, findings) : findings, [.. run.Distinct().Order()], [.. skipped.Distinct().Except(run).Order()]);
    }

    private static IReadOnlyList<Finding> InOrder(CheckInput input, List<Finding> findings)
    {
        var places = input.Documents.Index().ToDictionary(pair => pair.Item.Type, pair => pair.Index);
        return
        [
            .. findings.DistinctBy(finding => (finding.Check, finding.Document, finding.Target, finding.Message))
                .OrderBy(finding => finding.Severity)
                .ThenBy(finding => places.GetValueOrDefault(finding.Document))
                .ThenBy(finding => finding.Line ?? 0)
                .ThenBy(finding => finding.Check),
        ];
    }
}
