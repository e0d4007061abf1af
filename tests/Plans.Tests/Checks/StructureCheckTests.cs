using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Tests.Review;

namespace AiDevFramework.Plans.Tests.Checks;

/// <summary>Checks of identifiers, references and delivery, each on honest documents and on broken ones, in English and German.</summary>
public sealed class StructureCheckTests
{
    private const DocumentType Prd = DocumentType.Prd;

    private const DocumentType Plan = DocumentType.ExecutionPlan;

    private static readonly ICheck[] s_structure = [.. PlanChecks.All.Where(check => check.Number is 1 or 2 or 3 or 4 or 7 or 17 or 20 or 35 or 41)];

    [Theory]
    [InlineData("a")]
    [InlineData("c")]
    public void Run_OfHonestDocuments_FindsNothing(string idea) => Assert.Empty(Run(Reviews.Sample(idea)).Findings);

    [Fact]
    public void Run_OfThePlanInTheWantedDirection_FindsNothing()
    {
        var result = Run(Reviews.Sample("c", (type, text) => type is Plan ? Sample.Read("EXECUTION_PLAN-c.md") : text));

        Assert.Empty(result.Findings);
        Assert.Empty(result.NotChecked.Intersect([1, 2, 3, 4, 7, 17, 20, 35, 41]));
    }

    [Theory]
    [InlineData(1, "a", Prd, "- AC1.2: Given a wrong code", "- AC1.1: Given a wrong code", "AC1.1")]
    [InlineData(1, "c", Prd, "- US2 (F2, F5)", "- US1 (F2, F5)", "US1")]
    [InlineData(1, "c", Prd, "### Feature 3: Lieferavis", "### Feature 2: Lieferavis", "F2")]
    [InlineData(1, "c", DocumentType.EventStorming, "- AvisAbgelehnt: Das", "- LieferungAvisiert: Das", "LieferungAvisiert")]
    [InlineData(2, "a", Prd, "### Feature 3: Search Nearby", "### Feature 3: **Tool listings**", "F3")]
    [InlineData(2, "c", Prd, "### Feature 4: Zeitfenster an Rampen", "### Feature 4: Lieferavis", "F4")]
    [InlineData(3, "a", Plan, "(AC1.1)", "(AC1.7)", "G1.1")]
    [InlineData(3, "c", Plan, "SAP-Abgleich (F2)", "SAP-Abgleich (F12)", "T1.3")]
    [InlineData(3, "c", DocumentType.TechStack, "(F1, AC1.2)", "(F1, AC1.22)", "backend")]
    [InlineData(3, "c", Prd, "- M1 Avisquote: 80 % der Lieferungen sind avisiert, drei Monate nach dem Produktivstart, aus den Avisen (F3)", "- M1 Avisquote: 80 % (F33)", "M1")]
    [InlineData(7, "a", Prd, "- US5 (F7):", "- US5 (F6):", "F7")]
    [InlineData(7, "c", Prd, "- US6 (F8): Als", "- US6: Als", "F8")]
    [InlineData(17, "a", Plan, "**Features**: F6", "**Features**: F5", "F6")]
    [InlineData(17, "c", Plan, "**Features**: F7, F8", "**Features**: F7, F9", "F8")]
    [InlineData(17, "c", Plan, "**Features**: F7, F8", "**Features**: F7, F8, F11", "F11")]
    [InlineData(17, "c", Plan, "**Features**: F7, F8", "**Features**: F2, F7, F8", "F2")]
    [InlineData(20, "a", Plan, "(AC5.1)", "(NFR2)", null)]
    [InlineData(20, "c", Plan, "(AC8.1)", "(AC7.2)", "F8")]
    public void Check_OfABrokenDocument_FindsIt(int check, string idea, DocumentType type, string from, string to, string? target)
    {
        var input = Reviews.Edited(idea, type, (from, to));

        var findings = Run(input).Findings.Where(finding => finding.Check == check).ToList();

        if (target is not null)
        {
            Assert.Contains(findings, finding => finding.Target == target && finding.Severity is Severity.Error);
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("c")]
    public void Check4_OfAFeatureWithOneCriterion_FindsIt(string idea)
    {
        var input = Reviews.Sample(idea, (type, text) => type is Prd
            ? string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("- AC2.2", StringComparison.Ordinal) && !line.StartsWith("- AC2.3", StringComparison.Ordinal)))
            : text);

        var finding = Assert.Single(Run(input).Findings, finding => finding.Check != 3);

        Assert.Equal((4, "F2", Prd), (finding.Check, finding.Target, finding.Document));
        Assert.NotNull(finding.Line);
    }

    [Fact]
    public void Check4_WithoutAnyCriterion_IsOneFinding()
    {
        var input = Reviews.Sample("c", (type, text) => type is Prd
            ? string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("- AC", StringComparison.Ordinal)))
            : text);

        Assert.Single(Run(input).Findings, finding => finding.Check == 4);
    }

    [Fact]
    public void Check7_WhereNoStoryNamesAFeature_IsOneFinding()
    {
        var input = Reviews.Sample("a", (type, text) => type is Prd ? System.Text.RegularExpressions.Regex.Replace(text, @"- (US\d) \([F\d, ]+\)", "- $1") : text);

        Assert.Single(Run(input).Findings);
    }

    [Fact]
    public void Check17_OfACutFeature_IsContent()
    {
        var input = Reviews.Edited("c", Plan, ("# Execution Plan (Vertical Approach)\n", "# Execution Plan (Vertical Approach)\n\n**Fit**: knapp\n- X1 F8 (COULD, 12 days, C6): von Hand gelöscht\n"), ("**Features**: F7, F8", "**Features**: F7"));

        Assert.DoesNotContain(Run(input).Findings, finding => finding.Check is 17 or 20);
    }

    [Fact]
    public void Check17_OfAFeatureCutAndDelivered_FindsIt()
    {
        var input = Reviews.Edited("c", Plan, ("# Execution Plan (Vertical Approach)\n", "# Execution Plan (Vertical Approach)\n\n**Fit**: knapp\n- X1 F8 (COULD, 12 days, C6): von Hand gelöscht\n"));

        Assert.Contains(Run(input).Findings, finding => finding is { Check: 17, Target: "F8" });
    }

    [Fact]
    public void Check17_WhereNoStageNamesFeatures_IsOneFinding()
    {
        var input = Reviews.Sample("a", (type, text) => type is Plan ? System.Text.RegularExpressions.Regex.Replace(text, @"\*\*Features\*\*: .*\n", "") : text);

        Assert.Equal(17, Assert.Single(Run(input).Findings).Check);
    }

    [Theory]
    [InlineData("T1.3 Abgleich (F2; after T1.1, T1.2)", "T1.3 Abgleich (F2; after T1.1, T3.2)", "T1.3")]
    [InlineData("T1.2 Schema (F2)", "T1.2 Schema (F2; after T1.3)", "T1.2")]
    public void Check35_OfTasksOutOfOrder_FindsIt(string from, string to, string target)
    {
        var plan = Sample.Read("EXECUTION_PLAN-c.md").Replace(from, to, StringComparison.Ordinal);

        var findings = Run(Reviews.Sample("c", (type, text) => type is Plan ? plan : text)).Findings;

        Assert.Contains(findings, finding => finding.Check == 35 && finding.Message.Contains(target, StringComparison.Ordinal));
    }

    [Fact]
    public void Check35_OfFeaturesInACircle_FindsIt()
    {
        var findings = Run(Reviews.Edited(
            "a", Prd, ("### Feature 4: Bookings\n", "### Feature 4: Bookings\n**Needs**: F5\n"), ("### Feature 5: Deposits\n", "### Feature 5: Deposits\n**Needs**: F4\n"))).Findings;

        Assert.Contains(findings, finding => finding is { Check: 35, Document: Prd });
        Assert.Contains(findings, finding => finding is { Check: 35, Document: Plan, Target: "F4" });
    }

    [Fact]
    public void Check35_OfAChainOfThousands_EndsWell()
    {
        var tasks = string.Join('\n', Enumerable.Range(1, 1900).Select(number => $"- T1.{number} Task (F1; after T1.{number + 1}): text"));
        var plan = $"# Execution Plan (Vertical Approach)\n\n## Stage 1: One\n**Duration**: 1 week\n\n**Deliverables**:\n{tasks}\n\n**Stage Gate Criteria**:\n- [ ] Done\n";

        Assert.Empty(Run(Reviews.Input("An idea", (Plan, plan))).Findings);
    }

    [Theory]
    [InlineData("- X1 F8 (COULD, C6): von Hand", "days")]
    [InlineData("- X1 F8 (COULD, 12 days): von Hand", "why")]
    [InlineData("- X1 etwas (12 days, C6): von Hand", "names no feature")]
    [InlineData("- X1 F8 (COULD, 1 day, C6): von Hand", "room")]
    public void Check41_OfACutThatSaysTooLittle_WarnsOnce(string line, string word)
    {
        var input = Reviews.Sample("c", (type, text) => type is Plan
            ? Sample.Read("EXECUTION_PLAN-c.md").Replace("\n\n## Stage 1", $"\n{line}\n\n## Stage 1", StringComparison.Ordinal).Replace("F7, F8\n", "F7\n", StringComparison.Ordinal)
            : text);

        var finding = Assert.Single(Run(input).Findings, finding => finding.Check == 41);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains(word, finding.Message, StringComparison.Ordinal);
    }

    /// <summary>What a word may be is a reference only where the plan has such items.</summary>
    [Theory]
    [InlineData("- Druck (A4): ein Beleg je Lieferung")]
    [InlineData("- Ausbau (Q3, 2027) und Sprache (C1)")]
    [InlineData("- Speicher (M2, S3, D1)")]
    public void Check3_OfWordsThatLookLikeReferences_IsContent(string line)
    {
        var input = Reviews.Edited("c", Plan, ("- Reverse-Proxy (F3): Nginx", $"{line}\n- Reverse-Proxy (F3): Nginx"));

        Assert.DoesNotContain(Run(input).Findings, finding => finding.Check == 3);
    }

    [Fact]
    public void Run_OfADocumentAlone_ChecksWhatItCan()
    {
        var input = Reviews.Input("An idea", (Prd, Probes.SampleDocuments.Of(Prd)));

        var result = Run(input);

        Assert.Empty(result.Findings);
        Assert.Contains(17, result.NotChecked);
        Assert.Contains(4, result.Checked);
    }

    /// <summary>By the checks of structure alone: an input of these tests may well be faulty otherwise.</summary>
    private static CheckResult Run(CheckInput input) => PlanChecks.Run(input, s_structure);
}
