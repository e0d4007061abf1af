using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Views;

/// <summary>A plan as the API answers it: <c>aidev.plan/1</c>. Parts that nobody asked for are absent.</summary>
public sealed record PlanView
{
    public string Schema { get; } = TypedPlan.CurrentSchema;

    public Guid ProjectId { get; init; }

    /// <summary>Of the documents that there are, by type.</summary>
    public IReadOnlyDictionary<string, int> Versions { get; init; } = new Dictionary<string, int>();

    /// <summary>BCP 47.</summary>
    public string? Language { get; init; }

    public PlanVerdict Verdict { get; init; }

    public PlanCoverage? Coverage { get; init; }

    public IReadOnlyList<PlanConstraint>? Constraints { get; init; }

    public IReadOnlyList<PlanQuantity>? Quantities { get; init; }

    public IReadOnlyList<PlanAssumption>? Assumptions { get; init; }

    public IReadOnlyList<PlanQuestion>? Questions { get; init; }

    public IReadOnlyList<PlanDecision>? Decisions { get; init; }

    public IReadOnlyList<PlanRole>? Roles { get; init; }

    public IReadOnlyList<PlanFeature>? Features { get; init; }

    public IReadOnlyList<PlanStory>? Stories { get; init; }

    public IReadOnlyList<PlanQuality>? Nfrs { get; init; }

    public IReadOnlyList<PlanMetric>? Metrics { get; init; }

    public IReadOnlyList<PlanExclusion>? Exclusions { get; init; }

    public IReadOnlyList<PlanConcept>? Events { get; init; }

    public IReadOnlyList<PlanConcept>? Commands { get; init; }

    public IReadOnlyList<PlanConcept>? Aggregates { get; init; }

    public IReadOnlyList<PlanFlow>? Flows { get; init; }

    public IReadOnlyList<PlanSlot>? Stack { get; init; }

    public IReadOnlyList<PlanEntity>? Entities { get; init; }

    public IReadOnlyList<PlanInterface>? Interfaces { get; init; }

    public IReadOnlyList<PlanService>? Services { get; init; }

    public PlanFit? Fit { get; init; }

    public IReadOnlyList<PlanCut>? Cuts { get; init; }

    public IReadOnlyList<PlanStage>? Stages { get; init; }

    public IReadOnlyList<FindingView>? Findings { get; init; }
}
