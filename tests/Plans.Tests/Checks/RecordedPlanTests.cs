using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Tests.Checks;

/// <summary>The recorded examples were answered with an eye on no check: what is found in them is true, or a fault of the check.</summary>
public sealed class RecordedPlanTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("marketplace")]
    [InlineData("renamer")]
    [InlineData("portal")]
    public void Run_OfARecordedExample_FindsAtMostOneWrongThingADocument(string example)
    {
        var findings = PlanChecks.Run(PlanOf(example).Input()).Findings;
        foreach (var finding in findings)
        {
            output.WriteLine($"{finding.Check} {finding.Severity} {finding.Document} {finding.Target}: {finding.Message} [{finding.Excerpt}]");
        }

        Assert.DoesNotContain(findings, finding => finding.Severity is Severity.Error);
        Assert.All(findings.GroupBy(finding => finding.Document), document => Assert.InRange(document.Count(), 0, 1));
    }

    private static CheckedPlan PlanOf(string example)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Recorded", example);
        var plan = CheckedPlan.Of(File.ReadAllText(Path.Combine(folder, "idea.txt")).Trim());
        foreach (var (type, name) in new[]
        {
            (DocumentType.EventStorming, "event_storming.md"), (DocumentType.Prd, "prd.md"), (DocumentType.TechStack, "tech_stack.md"), (DocumentType.ExecutionPlan, "execution_plan.md"),
        })
        {
            var file = Path.Combine(folder, name);
            plan = File.Exists(file) ? plan.With(type, File.ReadAllText(file).ReplaceLineEndings("\n")) : plan;
        }

        return plan;
    }
}
