using System.Text.Json;
using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Offline;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Grains.Tests.Offline;

/// <summary>The planner's documents among themselves, and as the plan that a reader gets.</summary>
public sealed class OfflineDocumentsTests
{
    private const string Portal =
        "Wir brauchen ein internes Wareneingangs-Portal für unser Lager: Lieferanten melden Lieferungen vorab an (Avis), das Lager bucht Zeitfenster an den Rampen, Mitarbeiter "
        + "erfassen den Wareneingang am Tablet inklusive Fotos von Schäden, und Abweichungen zur Bestellung werden an den Einkauf gemeldet. Harte Rahmenbedingungen: Betrieb "
        + "ausschließlich on-premise in unserem eigenen Rechenzentrum (keine Cloud), als Datenbank nur PostgreSQL, DSGVO-konform mit Betriebsratszustimmung (keine Leistungs- und "
        + "Verhaltenskontrolle), Team von genau zwei Entwicklern, 3 Monate bis zum Produktivstart, Budget 60.000 EUR, Anbindung an das bestehende SAP ECC 6.0 (Bestellungen lesen, "
        + "Wareneingang MIGO buchen).";

    public static TheoryData<string> SampleNames => [.. SampleIdeas.All.Keys];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Documents_OfASample_AreAPlanWithoutAnError(string name)
    {
        var idea = new OfflineIdea(SampleIdeas.All[name]);

        var review = idea.Review();

        Assert.DoesNotContain(review.Result.Findings, finding => finding.Severity is Severity.Error);
        Assert.Equal(PlanVerdict.Draft, review.Verdict);
        Assert.Equal(idea.Outline.Features.Count, review.Plan.Features.Count);
        Assert.All(review.Plan.Features, feature => Assert.True(feature.Criteria.Count >= 2));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Documents_OfASample_SayWhatTheyAre(string name)
    {
        var idea = new OfflineIdea(SampleIdeas.All[name]);

        Assert.All(
            new[] { Step.EventStorming, Step.Prd, Step.TechStack, Step.ExecutionPlan },
            step => Assert.Matches("DRAFT · Offline output: .*(without a language model|ohne Sprachmodell)", idea[step]));
        Assert.Contains(idea.Outline.IsGerman ? "zugeteilt, nicht geschätzt" : "allotted, not estimated", idea[Step.ExecutionPlan], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Decisions_OfASample_FollowTheNumberOfFeatures(string name)
    {
        var idea = new OfflineIdea(SampleIdeas.All[name]);
        var count = idea.Outline.Features.Count;

        using var detection = JsonDocument.Parse(idea[Step.SmartDetection]);
        using var approach = JsonDocument.Parse(idea[Step.ApproachDetection]);

        Assert.Equal(count, detection.RootElement.GetProperty("feature_count_estimate").GetInt32());
        Assert.Equal(count >= 4 || idea.Outline.ComplexDomain, detection.RootElement.GetProperty("use_event_storming").GetBoolean());
        Assert.Equal(count <= 3 ? "HORIZONTAL" : "VERTICAL", approach.RootElement.GetProperty("approach").GetString());
    }

    [Fact]
    public void Documents_OfToolLending_LendToolsAndSellNothing()
    {
        var idea = new OfflineIdea("A neighbourhood tool-lending marketplace with deposits, bookings and reviews");
        var all = string.Concat(idea[Step.EventStorming], idea[Step.Prd], idea[Step.TechStack], idea[Step.ExecutionPlan]);

        Assert.Contains("who has it and until when", all, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("appointment|cart|vendor|groceries|shop", RegexOptions.IgnoreCase), all);
    }

    [Fact]
    public void Documents_OfThePortal_CarryItsEightDemands()
    {
        var idea = new OfflineIdea(Portal);
        var plan = idea.Review().Plan;
        var stages = plan.Stages;

        Assert.Equal(8, plan.Constraints.Count);
        Assert.Equal(5, plan.Features.Count);
        Assert.Contains(stages[0].Tasks, task => task.Serves.Contains("C8") && task.LeadDays == 30);
        Assert.Equal(["C3", "C4"], stages[0].Tasks.Where(task => task.LeadDays is not null).SelectMany(task => task.Serves).Intersect(["C3", "C4"]));
        Assert.Contains(stages[^1].Gates, gate => gate.Proves.Contains("C4"));
        Assert.Contains(stages[0].Gates, gate => gate.Proves.Contains("C1"));
        Assert.InRange(stages.Sum(stage => stage.Days ?? 0), 1, 65);
        Assert.Contains("Öffentliche Clouds", idea[Step.Prd], StringComparison.Ordinal);
        Assert.Contains("**Choice**: PostgreSQL", idea[Step.TechStack], StringComparison.Ordinal);
        Assert.Contains("höchstens 461 EUR je Tag", idea[Step.Prd], StringComparison.Ordinal);
        Assert.All(new[] { "Bestellungen lesen", "Wareneingang MIGO buchen" }, operation => Assert.Contains($"wenn „{operation}“ ausgelöst wird", idea[Step.Prd], StringComparison.Ordinal));
    }

    [Fact]
    public void Documents_OfATool_AreShort()
    {
        var idea = new OfflineIdea("A command line tool that renames photos by the date they were taken");

        Assert.InRange(idea[Step.Prd].Length, 500, 3500);
        Assert.InRange(idea[Step.ExecutionPlan].Length, 500, 2500);
        Assert.Contains("command line without screens", idea[Step.TechStack], StringComparison.Ordinal);
        Assert.DoesNotContain("SQL", idea[Step.TechStack], StringComparison.Ordinal);
        Assert.Equal(2, idea.Review().Plan.Stages.Count);
    }

    [Fact]
    public void Documents_OfARequestThatStatesALanguage_AreInThatLanguageAndQuoteTheIdea()
    {
        var idea = new OfflineIdea(Portal);
        var material = new StepMaterial(Portal) { LedgerJson = LedgerJson.Write(new ProjectLedger { StatedLanguage = "en" }) };

        var prd = PrdWriter.Write(OutlineBuilder.Build(material));

        Assert.True(idea.Outline.IsGerman);
        Assert.Contains("The idea says “das Lager bucht Zeitfenster an den Rampen”", prd, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A booking tool. Constraints: 2 developers, 6 weeks.", 30)]
    [InlineData("A booking tool. Constraints: one developer, 1 week.", 5)]
    [InlineData("A tool that lends, books, sells, rates and exports things and sends reminders. Constraints: 1 developer, 2 weeks.", 10)]
    [InlineData("A booking tool. Constraints: 2 developers, 12 months.", 260)]
    public void Stages_OfADeadline_EndBeforeIt(string idea, int days)
    {
        var plan = new OfflineIdea(idea).Review().Plan;

        Assert.InRange(plan.Stages.Sum(stage => stage.Days ?? int.MaxValue), 1, days);
        Assert.All(plan.Stages, stage => Assert.InRange(stage.Days ?? 0, 1, 20));
        Assert.All(plan.Stages, stage => Assert.InRange(stage.Tasks.Sum(task => task.Days ?? 0), 0, (stage.Days ?? 0) * 2));
    }

    [Theory]
    [InlineData("only PostgreSQL", "PostgreSQL")]
    [InlineData("only MongoDB", "MongoDB")]
    [InlineData("no PostgreSQL", "MariaDB")]
    [InlineData("no database", "None: plain files")]
    public void Database_OfADemand_IsTheOneThatIsLeft(string demand, string choice) =>
        Assert.Contains($"## Database\n\n**Choice**: {choice}\n", new OfflineIdea($"A booking tool. Constraints: {demand}.")[Step.TechStack], StringComparison.Ordinal);

    [Theory]
    [InlineData("Java only", "Java + Spring Boot")]
    [InlineData("no Python", "C# + ASP.NET Core")]
    [InlineData("must use Django", "Python + Django")]
    public void Backend_OfADemand_IsTheOneThatIsLeft(string demand, string choice) =>
        Assert.Contains($"## Backend\n\n**Choice**: {choice}\n", new OfflineIdea($"A booking tool. Constraints: {demand}.")[Step.TechStack], StringComparison.Ordinal);

    [Fact]
    public void Write_OfAnIdeaFullOfMarkup_LetsNoneThrough()
    {
        var idea = new OfflineIdea(SampleIdeas.All["injection"]);
        var all = string.Concat(idea[Step.EventStorming], idea[Step.Prd], idea[Step.TechStack], idea[Step.ExecutionPlan]);

        Assert.DoesNotContain("<", all, StringComparison.Ordinal);
        Assert.DoesNotContain("```", all, StringComparison.Ordinal);
        Assert.DoesNotContain("](", all, StringComparison.Ordinal);
        Assert.DoesNotContain("\n### Feature 99", all, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', all);
    }

    [Fact]
    public void Documents_OfTwoIdeas_ShareNoFeature()
    {
        var (recipes, clinic) = (OutlineBuilder.Build(SampleIdeas.Recipes), OutlineBuilder.Build(SampleIdeas.Clinic));

        Assert.NotEqual(recipes.Name, clinic.Name);
        Assert.Empty(recipes.Features.Select(feature => feature.Name).Intersect(clinic.Features.Select(feature => feature.Name)));
        Assert.True(clinic.ComplexDomain);
        Assert.False(recipes.ComplexDomain);
    }

    [Fact]
    public void Assumptions_OfADocument_NameTheQuestionWhoseDefaultTheyTake()
    {
        var outline = OutlineBuilder.Build(Portal);

        Assert.InRange(outline.Ledger.Questions.Count, 2, 5);
        Assert.All(outline.Ledger.Questions, question => Assert.Contains($"{question.Default} ({question.Id})", PrdWriter.Write(outline), StringComparison.Ordinal));
        Assert.All(outline.Ledger.Questions, question => Assert.Contains(question.Default, question.Options));
    }
}
