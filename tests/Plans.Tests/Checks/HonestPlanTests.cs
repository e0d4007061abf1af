using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Tests.Checks;

/// <summary>What a strong model answered, without an eye on any check, gives at most one wrong finding a document.</summary>
public sealed class HonestPlanTests
{
    /// <summary>True of them: a load that no gate proves, and what the answers to the German idea lose of its demands.</summary>
    private static readonly Dictionary<string, (int Check, string? Target)[]> s_true = new()
    {
        ["marketplace"] = [(23, "NFR3")],
        ["portal"] = [(31, "C1"), (31, "C3"), (31, "C5"), (31, "C7"), (23, "NFR3")],
        ["carried portal"] = [(23, "NFR5")],
    };

    [Theory]
    [InlineData("marketplace")]
    [InlineData("portal")]
    [InlineData("carried portal")]
    public void Run_OfAnHonestPlan_FindsNothingWrong(string name)
    {
        var input = PlanOf(name).Input();
        var wrong = PlanChecks.All.SelectMany(check => check.Check(input) ?? []).Where(finding => !s_true[name].Contains((finding.Check, finding.Target))).ToList();

        Assert.All(wrong.GroupBy(finding => finding.Document), document => Assert.InRange(document.Count(), 0, 1));
        Assert.Empty(wrong); // none today
    }

    [Theory]
    [InlineData("marketplace")]
    [InlineData("portal")]
    [InlineData("carried portal")]
    public void Run_OfAnHonestPlan_SaysWhatIsTrueAndPlain(string name)
    {
        var input = PlanOf(name).Input();
        var findings = PlanChecks.All.SelectMany(check => check.Check(input) ?? []).ToList();

        Assert.Equal(s_true[name].Order(), findings.Select(finding => (finding.Check, finding.Target)).Order());
        Assert.All(findings, finding => Assert.InRange(finding.Message.Length, 20, 400));
        Assert.All(findings, finding => Assert.False(string.IsNullOrEmpty(finding.Suggestion)));
        Assert.All(findings.Where(finding => finding.Excerpt is not null), finding => Assert.InRange(finding.Excerpt!.Length, 1, 200));
    }

    private static CheckedPlan PlanOf(string name) => name switch
    {
        "marketplace" => CheckedPlan.Marketplace,
        "portal" => CheckedPlan.Portal,
        _ => CheckedPlan.CarriedPortal,
    };
}
