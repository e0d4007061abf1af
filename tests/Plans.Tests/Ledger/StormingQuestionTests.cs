using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Tests.Ledger;

/// <summary>What an event storming leaves open becomes a question of the ledger when it is stored.</summary>
public sealed class StormingQuestionTests
{
    private const string Asked = "How old must a walker be? Options: 18 and older / 16 with a consent. Default: 18 and older. Changes: RegisterResident would be refused differently";

    private static readonly ProjectLedger s_intake = new()
    {
        Questions = [new OpenQuestion("Q1", "How many use it?", ["20", "500"], "500", [])],
        Counters = new Dictionary<string, int> { ["Q"] = 2 },
    };

    [Fact]
    public void Store_OfAQuestionWithOptions_TakesItsParts()
    {
        var question = Store(s_intake, $"- {Asked}").Questions[1];

        Assert.Equal(("Q3", "How old must a walker be?", "18 and older"), (question.Id, question.Text, question.Default));
        Assert.Equal(["18 and older", "16 with a consent"], question.Options);
        Assert.Equal(["RegisterResident would be refused differently"], question.Touches);
    }

    [Theory]
    [InlineData("Dürfen Fotos mit Fahrern gespeichert werden? Sonst kommt ein Ereignis hinzu.", "Dürfen Fotos mit Fahrern gespeichert werden? Sonst kommt ein Ereignis hinzu")]
    [InlineData("Which of them? **Options:** only one. **Default:** another", "Which of them?")]
    [InlineData("Which options: are there?", "Which")]
    public void Store_OfAQuestionWithoutOptions_TakesItsWords(string line, string text)
    {
        var question = Store(s_intake, $"- {line}").Questions[1];

        Assert.Equal((text, ""), (question.Text, question.Default));
        Assert.Empty(question.Options);
    }

    [Theory]
    [InlineData("- None: what is open was asked at the intake (Q1)")]
    [InlineData("- Keine: was offen ist, fragt schon Q1.")]
    [InlineData("- How many use it?")]
    [InlineData("- how many  use it? Options: 20 / 500")]
    public void Store_OfWhatIsAskedAlready_TakesNothing(string line) => Assert.Equal(["Q1"], Store(s_intake, line).Questions.Select(question => question.Id));

    [Theory]
    [InlineData("- Q4: Which one?", "Q4")] // nothing had it: what names it in the text goes on to mean it
    [InlineData("- Q1: Which one?", "Q3")]
    [InlineData("- Q900: Which one?", "Q3")]
    public void Store_OfANumberedQuestion_KeepsTheNumberThatNothingHad(string line, string expected) =>
        Assert.Equal(expected, Store(s_intake, line).Questions[1].Id);

    [Fact]
    public void Store_Twice_AsksOnce()
    {
        var once = Store(s_intake, $"- {Asked}");
        var twice = Store(once, $"- Something else?\n- {Asked}");

        Assert.Equal(["Q1", "Q3", "Q4"], twice.Questions.Select(question => question.Id));
        Assert.Equal(4, twice.Counters["Q"]);
    }

    [Fact]
    public void Store_OfVeryManyQuestions_IsBounded()
    {
        var ledger = s_intake;
        for (var round = 0; round < 8; round++)
        {
            ledger = Store(ledger, string.Join('\n', Enumerable.Range(0, 40).Select(number => $"- Question {round} {number} {new string('x', 5000)}?")));
        }

        Assert.Equal(12, ledger.Questions.Count);
        Assert.All(ledger.Questions, question => Assert.InRange(question.Text.Length, 1, OpenQuestion.MaxText));
    }

    [Fact]
    public void Plan_OfAStoredQuestion_HasItOnceAndWithItsOptions()
    {
        var storming = Document($"- {Asked}\n- None of this");
        var ledger = Store(s_intake, $"- {Asked}");
        var source = new PlanSource(Guid.Empty, "An idea", LedgerJson.Write(ledger), [new PlanText(DocumentType.EventStorming, storming, 1, Offline: false)], WasChecked: true);

        var questions = PlanReview.Of(source).Plan.Questions;

        Assert.Equal(["Q1", "Q3"], questions.Select(question => question.Id));
        Assert.Equal("18 and older", questions[1].Default);
    }

    [Fact]
    public void Prompts_AfterIt_SayWhatIsAssumed() => Assert.Contains(
        "Q3 open question: How old must a walker be? (18 and older / 16 with a consent) → assumed: 18 and older",
        PromptBlocks.Constraints(Store(s_intake, $"- {Asked}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"questions":[{"id":"Q1","text":"Who?"},{"id":"Q2"},null]}""")]
    [InlineData("""{"questions":[{"id":"Q1","text":"Who?","options":null,"default":null,"touches":null}]}""")]
    public void Read_OfAQuestionWithoutItsParts_HasThemEmpty(string json)
    {
        var question = Assert.Single(LedgerJson.Read(json).Questions);

        Assert.Equal(("Q1", "Who?", ""), (question.Id, question.Text, question.Default));
        Assert.Empty(question.Options);
        Assert.Empty(question.Touches);
        Assert.Equal("Q1 open question: Who?", PromptBlocks.Constraints(LedgerJson.Read(json)));
    }

    private static ProjectLedger Store(ProjectLedger ledger, string questions)
    {
        var json = LedgerJson.Write(ledger);
        var judgement = StepCatalogue.Of(Step.EventStorming).Document!.Read(new StepMaterial("An idea") { LedgerJson = json }, Document(questions));
        Assert.Null(judgement.Complaint);
        return LedgerJson.Read(judgement.LedgerJson ?? json);
    }

    private static string Document(string questions) => $"""
        # Event Storming Summary

        ## Domain Events
        - WalkAgreed: both agreed

        ## Commands
        - AgreeWalk: the owner → WalkAgreed

        ## Aggregates
        - Walk: one walk. Events: WalkAgreed

        ## Process Flows
        1. Main: AgreeWalk → WalkAgreed

        **Open Questions**:
        {questions}
        """;
}
