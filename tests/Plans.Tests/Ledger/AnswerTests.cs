using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Tests.Ledger;

/// <summary>Answers to questions reach what people, time and money come to.</summary>
public sealed class AnswerTests
{
    private const string Idea = "Constraints: two developers part-time, 10 weeks, 60,000 EUR.";

    [Theory]
    [InlineData("What does a working day of one person cost?", "460 EUR", 460)]
    [InlineData("Was kostet ein Arbeitstag einer Person?", "1.200 EUR je Tag", 1200)]
    [InlineData("Which day rate applies?", "about 500 EUR a day", 500)]
    [InlineData("What does a working day cost?", "nothing, they are employed", null)]
    [InlineData("What does a working day cost?", "9,000 EUR a month", null)]
    [InlineData("What does a deposit cost?", "20 EUR", null)]
    public void Give_ToTheQuestionForTheRate_ReadsIt(string question, string answer, int? amount)
    {
        var ledger = Answer(Idea, question, answer);

        Assert.Equal(amount, ledger.GivenRate?.Amount);
        Assert.Equal((answer, "ada"), (ledger.Questions[0].Answer, ledger.Questions[0].AnsweredBy));
    }

    [Theory]
    [InlineData("How many days a week do the developers have for it?", "3", 3.0)]
    [InlineData("Wie viele Tage pro Woche arbeiten beide daran?", "zwei oder drei", null)]
    [InlineData("Wie viele Tage je Woche arbeiten beide daran?", "zwei Tage", 2.0)]
    [InlineData("How many days a week do they have?", "7", null)]
    [InlineData("How many days does a loan last?", "3", null)]
    public void Give_ToTheQuestionForTheWeek_ReadsIt(string question, string answer, double? days) =>
        Assert.Equal((decimal?)days, Capacity.Of(Answer(Idea, question, answer)).DaysPerWeek);

    [Theory]
    [InlineData("Who builds it?", "two people", 2)]
    [InlineData("Wie viele Entwickler gibt es?", "drei", 3)]
    [InlineData("Who builds it?", "two now, four later", null)]
    [InlineData("How many people use it?", "20", null)]
    public void Give_ToTheQuestionForTheTeam_ReadsIt(string question, string answer, int? people) =>
        Assert.Equal(people, Capacity.Of(Answer("A map. It must run on-premise. The deadline is in 10 weeks.", question, answer)).People);

    [Fact]
    public void Capacity_WhereTheIdeaSaysTheTeam_KeepsIt() => Assert.Equal(2, Capacity.Of(Answer(Idea, "Who builds it?", "five people")).People);

    [Fact]
    public void Capacity_OfADayCount_IsInTheTextAndTheSum()
    {
        var unanswered = Intake.Intakes.OfCode(Idea);
        var answered = Answer(Idea, "How many days a week do they have?", "3");

        Assert.Equal("2 people part-time, 10 weeks, 60,000 EUR", PromptBlocks.Capacity(unanswered));
        Assert.Equal("2 people, 3 days a week, x 10 weeks = 60 person-days, at most 1,000 EUR a day", PromptBlocks.Capacity(answered));
        Assert.Contains("2 people (C1), 3 days a week (Q1), x 10 weeks (C2) = 60 person-days", FitText.Of(answered, new PlannedWork(10)), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OfAnAnsweredRate_SaysWhatItCosts()
    {
        var ledger = Answer("Constraints: two developers, 10 weeks, 60,000 EUR.", "What does a working day cost?", "700 EUR");

        Assert.Contains("At 700 EUR a day this costs 70,000 EUR: DOES NOT FIT C3, 10,000 EUR too much.", FitText.Of(ledger, new PlannedWork(10)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("700 EUR", "Error")]
    [InlineData("500 EUR", null)]
    [InlineData(null, "Warning")]
    public void Budget_ByAnAnswerOrADefault_IsHeldAgainstTheWork(string? answer, string? expected)
    {
        var ledger = Intake.Intakes.OfCode("Constraints: two developers, 10 weeks, 60,000 EUR.") with
        {
            Questions = [new OpenQuestion("Q1", "What does a working day cost?", ["700 EUR", "500 EUR"], "700 EUR", [])],
        };
        ledger = answer is null ? ledger : QuestionAnswers.Give(ledger, "Q1", answer, "ada");
        var plan = "# Execution Plan (Vertical Approach)\n\n## Stage 1: One\n**Duration**: 10 weeks\n**Features**: F1\n**Deliverables**:\n- Work\n**Stage Gate Criteria**:\n- [ ] Done\n";

        var findings = new BudgetCheck().Check(Review.Reviews.Input("An idea", (DocumentType.ExecutionPlan, plan)) with { Ledger = ledger })!;

        Assert.Equal(expected, findings.Count == 0 ? null : Assert.Single(findings).Severity.ToString());
    }

    [Fact]
    public void Give_AnAnswer_IsADecisionOfThePlan()
    {
        var ledger = Intake.Intakes.OfCode(Idea) with { Questions = [new OpenQuestion("Q1", "Who pays?", ["the town", "nobody"], "nobody", [])] };
        ledger = QuestionAnswers.Give(QuestionAnswers.Give(ledger, "Q1", "the town", "ada"), "Q1", "the schools", "bob");
        ledger = QuestionAnswers.Give(QuestionAnswers.Give(ledger, "Q9", "nothing", "ada"), "Q1", " ", "ada");

        var plan = PlanReader.Read([], LedgerJson.Read(LedgerJson.Write(ledger)));

        Assert.Equal([("D1", "the town", "ada"), ("D2", "the schools", "bob")], plan.Decisions.Select(decision => (decision.Id, decision.Text, decision.By!)));
        Assert.Equal(["nobody"], plan.Decisions[0].Alternatives);
        Assert.Equal(["Q1"], plan.Decisions[0].Touches);
        Assert.Equal(("the schools", "bob"), (plan.Questions[0].Answer, plan.Questions[0].AnsweredBy));
    }

    [Theory]
    [InlineData("""{"decisions":[{"id":"D1","text":"t","by":"b"},{"id":"D2","text":"t"},{"text":"t","by":"b"},null]}""")]
    [InlineData("""{"decisions":[{"id":"D1","text":"t","by":"b","alternatives":null,"touches":null}]}""")]
    public void Read_OfADecisionWithoutItsParts_HasThemEmpty(string json)
    {
        var decision = Assert.Single(LedgerJson.Read(json).Decisions);

        Assert.Empty(decision.Alternatives);
        Assert.Empty(decision.Touches);
    }

    /// <summary>Check 41: how much of a part-time week is left nobody knows, so nobody can say that there is room.</summary>
    [Theory]
    [InlineData(Idea, false)]
    [InlineData("Constraints: two developers, 10 weeks, 60,000 EUR.", true)]
    public void Cut_ForTheCapacityOfPartTimePeople_IsNotDoubted(string idea, bool isDoubted)
    {
        var plan = new TypedPlan
        {
            Features = [new PlanFeature("F1", "One", PlanPriority.Could, [], [], [], "", [])],
            Fit = FitPart.Of(new ScheduleOutline([]), Intake.Intakes.OfCode(idea)) with { DaysPlanned = 20 },
        };

        var complaints = CutRules.ComplaintsOf(new PlanCut("X1", "F1", 3, PlanCutCause.Capacity, "no room"), plan);

        Assert.Equal(isDoubted, complaints.Any(complaint => complaint.Contains("there is room", StringComparison.Ordinal)));
    }

    private static ProjectLedger Answer(string idea, string question, string answer) => QuestionAnswers.Give(
        Intake.Intakes.OfCode(idea) with { Questions = [new OpenQuestion("Q1", question, [], "", [])] }, "Q1", answer, "ada");
}
