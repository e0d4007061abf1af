using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>The identifiers that a plan has.</summary>
internal sealed class KnownIds
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    private readonly HashSet<ItemKind> _kinds = [];

    public KnownIds(CheckInput input)
    {
        var plan = input.Plan;
        Add(ItemKind.Feature, plan.Features.Select(item => item.Id));
        Add(ItemKind.Criterion, plan.Features.SelectMany(feature => feature.Criteria).Select(item => item.Id));
        Add(ItemKind.Story, plan.Stories.Select(item => item.Id));
        Add(ItemKind.Quality, plan.Nfrs.Select(item => item.Id));
        Add(ItemKind.Metric, plan.Metrics.Select(item => item.Id));
        Add(ItemKind.Constraint, plan.Constraints.Select(item => item.Id));
        Add(ItemKind.Assumption, plan.Assumptions.Select(item => item.Id));
        Add(ItemKind.Question, plan.Questions.Select(item => item.Id));
        Add(ItemKind.Decision, plan.Decisions.Select(item => item.Id));
        Add(ItemKind.Interface, plan.Interfaces.Select(item => item.Id));
        Add(ItemKind.Cut, plan.Cuts.Select(item => item.Id));
        Add(ItemKind.Task, plan.Stages.SelectMany(stage => stage.Tasks).Select(item => item.Id));

        // Documents from before there was a ledger number their constraints themselves.
        Add(kind: null, input.Documents.Select(document => document.Reading.Outline).OfType<RequirementsOutline>()
            .SelectMany(outline => outline.Constraints.Concat(outline.Exclusions)).Select(item => item.Id).OfType<string>());
    }

    public bool Has(string id) => _ids.Contains(id);

    /// <summary>Whether the plan has any item of the kind.</summary>
    public bool HasAny(ItemKind kind) => _kinds.Contains(kind);

    private void Add(ItemKind? kind, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            _ids.Add(id);
            if ((kind ?? ItemId.Parse(id)?.Kind) is { } known)
            {
                _kinds.Add(known);
            }
        }
    }
}
