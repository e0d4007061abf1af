using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Plans.Typed;

/// <summary>What a project's documents and its ledger say, typed. A pure function of both.</summary>
public sealed record TypedPlan
{
    public const string CurrentSchema = "aidev.plan/1";

    public static readonly TypedPlan Empty = new();

    /// <summary>In which document the stack stands, where there is one.</summary>
    public DocumentType StackDocument { get; init; }

    /// <summary>BCP 47; null where nobody can tell.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<PlanConstraint> Constraints { get; init; } = [];

    public IReadOnlyList<PlanQuantity> Quantities { get; init; } = [];

    public IReadOnlyList<PlanAssumption> Assumptions { get; init; } = [];

    public IReadOnlyList<PlanQuestion> Questions { get; init; } = [];

    public IReadOnlyList<PlanDecision> Decisions { get; init; } = [];

    public IReadOnlyList<PlanRole> Roles { get; init; } = [];

    public IReadOnlyList<PlanFeature> Features { get; init; } = [];

    public IReadOnlyList<PlanStory> Stories { get; init; } = [];

    public IReadOnlyList<PlanQuality> Nfrs { get; init; } = [];

    public IReadOnlyList<PlanMetric> Metrics { get; init; } = [];

    public IReadOnlyList<PlanExclusion> Exclusions { get; init; } = [];

    public IReadOnlyList<PlanConcept> Events { get; init; } = [];

    public IReadOnlyList<PlanConcept> Commands { get; init; } = [];

    public IReadOnlyList<PlanConcept> Aggregates { get; init; } = [];

    public IReadOnlyList<PlanFlow> Flows { get; init; } = [];

    public IReadOnlyList<PlanSlot> Stack { get; init; } = [];

    public IReadOnlyList<PlanEntity> Entities { get; init; } = [];

    public IReadOnlyList<PlanInterface> Interfaces { get; init; } = [];

    public IReadOnlyList<PlanService> Services { get; init; } = [];

    public PlanFit? Fit { get; init; }

    public IReadOnlyList<PlanCut> Cuts { get; init; } = [];

    public IReadOnlyList<PlanStage> Stages { get; init; } = [];
}
