using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>Where the product may run.</summary>
internal static class HostingFinder
{
    /// <summary>How many words may stand between "no" and "cloud".</summary>
    private const int Near = 3;

    /// <summary>And how many where they say what must not be there.</summary>
    private const int Far = 7;

    public static IEnumerable<FoundLimit> Find(IdeaText idea, Clause clause)
    {
        var (first, end) = (clause.First, clause.End);
        var marks = idea.Within(first, end, Meaning.OnPrem, Meaning.Cloud, Meaning.Saas).ToList();
        var regions = RegionsIn(idea, clause).ToList();
        if ((marks.Count == 0 || !Demands(idea, clause)) && regions.Count == 0)
        {
            return [];
        }

        var refused = marks.Where(mark => mark.Meaning is not Meaning.OnPrem && IsRefused(idea, mark, first)).ToList();
        string[] requires = (marks.Any(mark => mark.Meaning is Meaning.OnPrem), marks.Count > 0 && refused.Count == 0) switch
        {
            (true, _) => ["on-premise"],
            (false, true) => ["public-cloud"],
            _ => [],
        };
        var noCloud = refused.Count > 0 || requires is ["on-premise"];
        var all = marks.Concat(regions).OrderBy(mark => mark.First).ToList();
        return
        [
            new FoundLimit(ConstraintKind.Hosting, "", all[0].First, all.Max(mark => mark.End))
            {
                Requires = requires,
                Forbids = noCloud ? ["public-cloud", "saas"] : [],
            },
        ];
    }

    private static bool Demands(IdeaText idea, Clause clause) =>
        clause.IsLabelled || idea.Has(clause.First, clause.End, Meaning.Limit, Meaning.Only, Meaning.No, Meaning.Operate);

    private static bool IsRefused(IdeaText idea, Mark mark, int first) =>
        idea.Has(Math.Max(first, mark.First - Near), mark.First, Meaning.No)
        || IsDenied(idea, mark, first)
        || (idea.Tokens[mark.First].IsDense && idea.Has(mark.First, mark.End, Meaning.No));

    /// <summary>"No patient data in the cloud": what is denied may be described, and nothing is joined in between.</summary>
    private static bool IsDenied(IdeaText idea, Mark mark, int first)
    {
        for (var at = mark.First - 1; at >= Math.Max(first, mark.First - Far) && idea.At(at, Meaning.Connector) is null; at--)
        {
            if (idea.At(at, Meaning.No) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Hosted in the EU" limits where it runs, "for farmers in the EU" does not.</summary>
    private static IEnumerable<Mark> RegionsIn(IdeaText idea, Clause clause) =>
        idea.Has(clause.First, clause.End, Meaning.Operate) ? idea.Within(clause.First, clause.End, Meaning.Region) : [];
}
