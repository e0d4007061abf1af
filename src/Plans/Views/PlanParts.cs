using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Views;

/// <summary>The parts of a plan that can be asked for one by one.</summary>
public static class PlanParts
{
    /// <summary>In the order in which a plan has them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "coverage", "constraints", "quantities", "assumptions", "questions", "decisions", "roles", "features", "stories", "nfrs", "metrics", "exclusions",
        "events", "commands", "aggregates", "flows", "stack", "entities", "interfaces", "services", "fit", "cuts", "stages", "findings",
    ];

    /// <param name="parts">Names; empty for all.</param>
    public static PlanView Of(PlanReview review, IReadOnlyCollection<string> parts)
    {
        var plan = review.Plan;
        return new PlanView
        {
            ProjectId = review.Source.ProjectId,
            Versions = review.Source.Documents.DistinctBy(document => document.Type).ToDictionary(document => WireName.Of(document.Type), document => document.Version),
            Language = plan.Language,
            Verdict = review.ShownVerdict,
            Coverage = If("coverage", review.Coverage),
            Constraints = If("constraints", plan.Constraints),
            Quantities = If("quantities", plan.Quantities),
            Assumptions = If("assumptions", plan.Assumptions),
            Questions = If("questions", plan.Questions),
            Decisions = If("decisions", plan.Decisions),
            Roles = If("roles", plan.Roles),
            Features = If("features", plan.Features),
            Stories = If("stories", plan.Stories),
            Nfrs = If("nfrs", plan.Nfrs),
            Metrics = If("metrics", plan.Metrics),
            Exclusions = If("exclusions", plan.Exclusions),
            Events = If("events", plan.Events),
            Commands = If("commands", plan.Commands),
            Aggregates = If("aggregates", plan.Aggregates),
            Flows = If("flows", plan.Flows),
            Stack = If("stack", plan.Stack),
            Entities = If("entities", plan.Entities),
            Interfaces = If("interfaces", plan.Interfaces),
            Services = If("services", plan.Services),
            Fit = If("fit", plan.Fit),
            Cuts = If("cuts", plan.Cuts),
            Stages = If("stages", plan.Stages),
            Findings = If("findings", FindingsView.ShownIn(review)),
        };

        T? If<T>(string name, T? value)
            where T : class => parts.Count == 0 || parts.Contains(name) ? value : null;
    }
}
