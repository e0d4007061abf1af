using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Tests.Checks.Seeds;

/// <summary>Of sixty faults that code puts into honest plans, at least fifty-seven are found, by the check that is there for them.</summary>
public sealed class SeedTests(ITestOutputHelper output)
{
    private const int Wanted = 57;

    [Fact]
    public void Run_OfSixtySeededFaults_FindsNearlyAll()
    {
        Assert.Equal(60, SeedList.All.Count);

        var missed = SeedList.All.Where(seed => !IsFound(seed)).Select(seed => seed.ToString()).ToList();

        output.WriteLine($"Missed: {string.Join(", ", missed)}");
        Assert.True(SeedList.All.Count - missed.Count >= Wanted, string.Join(", ", missed));
    }

    /// <summary>By its own check, which says nothing of the kind about the honest plan.</summary>
    private static bool IsFound(Seed seed)
    {
        var check = PlanChecks.All.Single(check => check.Number == seed.Check);
        var before = check.Check(seed.Honest.Input())?.Select(finding => (finding.Document, finding.Message)).ToHashSet() ?? [];
        return check.Check(seed.Plan.Input(seed.Raw))?.Any(finding => !before.Contains((finding.Document, finding.Message))) is true;
    }
}
