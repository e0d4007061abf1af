using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Tests.Checks.Demands;

public sealed class CarriedCheckTests
{
    private const string EnglishIdea =
        "A clinic needs an appointment book. Constraints: hosted on-premise only, HIPAA compliant, a team of three developers, budget 90,000 USD, integration with Salesforce.";

    private const string EnglishPlan = """
        # Execution Plan (Vertical Approach)

        **Fit**: three developers for four weeks cost 30,000 USD of the budget.

        ## Stage 1: Appointments
        **Duration**: 4 weeks

        **Features**: F1

        **Deliverables**:
        - Appointments (F1): table appointment, form
        - Salesforce contacts (F1): nightly import of contacts

        **Stage Gate Criteria**:
        - [ ] A double booking is refused (AC1.1)
        - [ ] All services run on two servers in the clinic's own data center
        - [ ] The HIPAA review is signed
        """;

    private static readonly CarriedCheck s_check = new();

    /// <summary>The answers of the samples lose where it runs, the data protection law, the team and the money.</summary>
    [Fact]
    public void Check_OfTheSamplesOfTheGermanIdea_NamesEachThatNothingOfTheModelCarries()
    {
        var findings = CheckedPlan.Portal.Check(s_check)!;

        Assert.Equal(["C1", "C3", "C5", "C7"], findings.Select(finding => finding.Target));
        Assert.All(findings, finding => Assert.Equal((Severity.Error, DocumentType.ExecutionPlan, 31), (finding.Severity, finding.Document, finding.Check)));
    }

    [Fact]
    public void Check_OfThePlanThatCarriesAll_FindsNothing() => Assert.Empty(CheckedPlan.CarriedPortal.Check(s_check)!);

    [Theory]
    [InlineData("der RFC-Benutzer darf nachweislich nur zwei BAPIs (NFR2, C8)", "sechs Ingenieure haben den Zugang geprüft (C5)", "C5")]
    [InlineData("zwei Entwickler × C6 13 Wochen", "ein Team von sechs × C6 13 Wochen", "C5")]
    [InlineData("Geplant: 12 Wochen, 120 Personentage, 55.200 EUR", "Geplant: 12 Wochen, Kosten 155.200 EUR", "C7")]
    [InlineData("- [ ] Alle Dienste laufen auf zwei VMs im eigenen Rechenzentrum, kein Aufruf verlässt das Netz (C1, C2)\n", "", "C1")]
    [InlineData("; der Betriebsrat hat schriftlich zugestimmt (C4)", "", null)]
    [InlineData("(AC8.2, C4); der Betriebsrat hat schriftlich zugestimmt (C4)", "", "C4")]
    public void Check_OfThatPlanWithOneChange_NamesTheConstraint(string from, string to, string? constraint)
    {
        var findings = CheckedPlan.CarriedPortal.Edit(DocumentType.ExecutionPlan, from, to).Check(s_check)!;

        Assert.Equal(constraint is null ? [] : [constraint], findings.Select(finding => finding.Target).Distinct());
    }

    [Fact]
    public void Check_OfAStackThatLeavesOutWhatIsDemanded_NamesIt()
    {
        var stack = CheckedPlan.CarriedPortal.Texts[DocumentType.TechStack];
        var findings = CheckedPlan.CarriedPortal.With(DocumentType.TechStack, stack
            .Replace("PostgreSQL", "MariaDB", StringComparison.Ordinal)
            .Replace("SAP", "ABC", StringComparison.Ordinal)
            .Replace("Rechenzentrum", "Haus", StringComparison.Ordinal)
            .Replace("VMware", "Haus", StringComparison.Ordinal)
            .Replace("ohne Cloud", "", StringComparison.Ordinal)
            .Replace("internen SMTP", "SMTP", StringComparison.Ordinal)
            .Replace("internem SMTP", "SMTP", StringComparison.Ordinal)
            .Replace("im eigenen Netz", "", StringComparison.Ordinal)
            .Replace("im eigenen Haus", "", StringComparison.Ordinal)).Check(s_check)!;

        Assert.Equal(["C1", "C2", "C8"], findings.Select(finding => finding.Target));
        Assert.All(findings, finding => Assert.Equal(DocumentType.TechStack, finding.Document));
    }

    [Fact]
    public void Check_OfAnEnglishPlanThatCarriesAll_FindsNothing() =>
        Assert.Empty(CheckedPlan.Of(EnglishIdea).With(DocumentType.ExecutionPlan, EnglishPlan).Check(s_check)!);

    [Theory]
    [InlineData("- [ ] All services run on two servers in the clinic's own data center\n", "hosting")]
    [InlineData("- [ ] The HIPAA review is signed", "law")]
    [InlineData("- Salesforce contacts (F1): nightly import of contacts\n", "integration")]
    [InlineData("**Fit**: three developers for four weeks cost 30,000 USD of the budget.\n", "team budget")]
    public void Check_OfAnEnglishPlanWithoutALine_NamesWhatIsLost(string line, string kinds)
    {
        var plan = CheckedPlan.Of(EnglishIdea).With(DocumentType.ExecutionPlan, EnglishPlan).Edit(DocumentType.ExecutionPlan, line, "");
        var lost = plan.Check(s_check)!.Select(finding => plan.Ledger.Constraints.Single(constraint => constraint.Id == finding.Target).Kind.ToString().ToLowerInvariant());

        Assert.Equal(kinds.Split(' ').Order(), lost.Order());
    }

    [Fact]
    public void Check_BeforeAnyDocument_IsNotChecked() => Assert.Null(CheckedPlan.Of(Sample.PortalIdea).Check(s_check));

    [Fact]
    public void Check_OfAnIdeaThatDemandsNothing_IsNotChecked() => Assert.Null(CheckedPlan.Marketplace.Check(s_check));
}
