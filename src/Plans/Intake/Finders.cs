namespace AiDevFramework.Plans.Intake;

internal static class Finders
{
    /// <summary>What code reads in a clause, in the order of the words that say it.</summary>
    public static List<FoundLimit> Find(IdeaText idea, Clause clause, DateOnly created) =>
    [
        .. HostingFinder.Find(idea, clause)
            .Concat(TechnologyFinder.Find(idea, clause))
            .Concat(LawFinder.Find(idea, clause))
            .Concat(TeamFinder.Find(idea, clause))
            .Concat(DeadlineFinder.Find(idea, clause, created))
            .Concat(BudgetFinder.Find(idea, clause))
            .Concat(IntegrationFinder.Find(idea, clause))
            .OrderBy(finding => finding.First),
    ];
}
