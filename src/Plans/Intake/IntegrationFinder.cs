using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>Which systems the product has to work with.</summary>
internal static class IntegrationFinder
{
    public static IEnumerable<FoundLimit> Find(IdeaText idea, Clause clause)
    {
        var systems = idea.Within(clause.First, clause.End, Meaning.System).OrderBy(mark => mark.First).ThenByDescending(mark => mark.End).ToList();
        var connects = idea.Within(clause.First, clause.End, Meaning.Connect).ToList();
        var isExisting = idea.Has(clause.First, clause.End, Meaning.Existing);
        var binds = connects.Count > 0
            ? systems.Count > 0 || isExisting
            : systems.Count > 0 && (clause.IsLabelled || (isExisting && idea.Has(clause.First, clause.End, Meaning.Limit)));
        if (!binds)
        {
            return [];
        }

        var marks = connects.Concat(systems).ToList();
        var name = systems.Count > 0 ? idea.Text[idea.Tokens[systems[0].First].Start..idea.Tokens[systems[0].End - 1].End] : "";
        return
        [
            new FoundLimit(ConstraintKind.Integration, "", marks.Min(mark => mark.First), marks.Max(mark => mark.End))
            {
                Requires = name.Length > 0 ? [name.ToLowerInvariant()] : [],
            },
        ];
    }
}
