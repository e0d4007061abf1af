using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Tests.Review;

/// <summary>The page of the guide has a row for each check.</summary>
public sealed class ChecksPageTests
{
    [Fact]
    public void All_OfTheChecks_HaveANumberOfTheirOwnAndARow()
    {
        var page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Guide", "checks.md"));
        var rows = page.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2])).Select(line => int.Parse(line.Split('|')[1], null));

        Assert.Equal(PlanChecks.All.Select(check => check.Number).Order(), rows);
    }
}
