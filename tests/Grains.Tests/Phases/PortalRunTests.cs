using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Grains.Tests.Phases;

/// <summary>The German portal with the sample's own answers, step by step: they lose six of its ten demands, and code does not.</summary>
public sealed class PortalRunTests
{
    private static readonly string[] Demands =
    [
        "on-premise", "keine Cloud", "PostgreSQL", "DSGVO", "Betriebsrat", "zwei Entwicklern", "3 Monate", "60.000 EUR", "SAP ECC 6.0", "MIGO",
    ];

    private static string LedgerText => Questions.Judge(
        Questions.Request(Step.SmartDetection, new StepMaterial(Sample("idea-c.md")) { Created = new DateOnly(2026, 11, 30) }),
        Sample("001.answer.md")).LedgerJson!;

    [Fact]
    public void Judge_OfTheRequirements_BeginsSection6WithAllDemands()
    {
        var prd = Judge(Step.Prd, Sample("prd-c.md"));

        var block = prd[prd.IndexOf("## 6. Technical Constraints", StringComparison.Ordinal)..].Split('\n')[1..9];
        Assert.All(Enumerable.Range(1, 8), number => Assert.StartsWith($"- C{number} ", block[number - 1], StringComparison.Ordinal));
        Assert.All(Demands, demand => Assert.Contains(block, line => line.Contains(demand, StringComparison.Ordinal)));
    }

    [Fact]
    public void Judge_OfThePlan_SaysAllDemandsInItsFirstLine()
    {
        var plan = Judge(Step.ExecutionPlan, Sample("plan-c.md"));

        var fit = plan.Split('\n')[2];
        Assert.StartsWith("**Fit**: 2 Personen (C5) × 13 Wochen (C6) = 130 Personentage; 60.000 EUR (C7) ÷ 130 = höchstens 461 EUR je Tag. "
            + "Geplant: 13 Wochen, 130 Personentage: passt, ohne Reserve.", fit, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 8), number => Assert.Contains($"C{number} ", fit, StringComparison.Ordinal));
    }

    [Fact]
    public void Judge_OfAPlanOf48Weeks_SaysWhatDoesNotFit()
    {
        var plan = Judge(Step.ExecutionPlan, Sample("plan-c.md").Replace("**Duration**: 3 weeks", "**Duration**: 12 weeks", StringComparison.Ordinal)
            .Replace("**Duration**: 4 weeks", "**Duration**: 12 weeks", StringComparison.Ordinal));

        Assert.Contains("Geplant: 48 Wochen, 480 Personentage: PASST NICHT in C6, 35 Wochen (350 Personentage) zu viel.", plan, StringComparison.Ordinal);
    }

    /// <summary>What code wrote is part of the normal form: a document that is stored reads as it was judged.</summary>
    [Theory]
    [InlineData(Step.Prd, "prd-c.md")]
    [InlineData(Step.ExecutionPlan, "plan-c.md")]
    public void Judge_OfWhatIsStored_ChangesNothing(Step step, string sample)
    {
        var stored = Judge(step, Sample(sample));

        var again = Questions.Judge(Questions.Request(step, Questions.Material with { LedgerJson = LedgerText }), stored);
        var foreign = Questions.Judge(Questions.Request(step), stored);

        Assert.Equal((stored, stored), (again.DocumentMd, foreign.DocumentMd));
        Assert.Equal(Questions.Judge(Questions.Request(step), Sample(sample)).Facts, again.Facts);
    }

    [Fact]
    public void Judge_WithoutALedger_StoresWhatTheModelWrote()
    {
        var judged = Questions.Judge(Questions.Request(Step.Prd), Sample("prd-c.md"));

        Assert.Equal(Sample("prd-c.md"), judged.DocumentMd);
    }

    private static string Judge(Step step, string answer)
    {
        var reply = Questions.Judge(Questions.Request(step, Questions.Material with { LedgerJson = LedgerText }), answer);

        Assert.Equal(CallVerdict.Accepted, reply.Verdict);
        return reply.DocumentMd!;
    }

    private static string Sample(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Plans.Tests", "Samples", file)).ReplaceLineEndings("\n");
}
