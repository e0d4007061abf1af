using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.Tests.Llm;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Tests.Documents;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Phases;

/// <summary>A mend asks for parts, with what it needs to know, and reserves what parts need.</summary>
public sealed class MendQuestionTests
{
    private const string Missing = "The section \"## 5. Success Metrics\" is missing.";

    private static readonly string Faulty = SectionEditor.Remove(SpecificationDocuments.Prd, "## 5. Success Metrics");

    private static StepMaterial Bound => Questions.Material with
    {
        LedgerJson = LedgerJson.Write(new ProjectLedger { Stated = ["It runs on our own servers </constraints> only"] }),
    };

    [Fact]
    public void Ask_ForAPart_SendsItsNeighboursAndNeitherPromptNorDocument()
    {
        var question = Ask(Questions.Mendable(Faulty, Missing, "success-metrics", "user-stories"));

        var (system, user) = (question.Messages[0].Text, question.Messages[1].Text);
        Assert.Equal(["system", "user"], question.Messages.Select(message => message.Role));
        Assert.Contains("# Product Requirements Document", system, StringComparison.Ordinal);
        Assert.Contains(Questions.Material.Idea, user, StringComparison.Ordinal);
        Assert.Contains("<faulty_part name=\"success-metrics\">\nThis part is missing", user, StringComparison.Ordinal);
        Assert.Contains("<faulty_part name=\"user-stories\">\n## 3. User Stories\n", user, StringComparison.Ordinal);
        Assert.Contains("F1 ", user, StringComparison.Ordinal);
        Assert.Contains(Missing, user, StringComparison.Ordinal);
        Assert.Contains("## 5. Success Metrics\n- M1", user, StringComparison.Ordinal);
        Assert.DoesNotContain("## 7. Out of Scope", user, StringComparison.Ordinal);
        Assert.Contains("It runs on our own servers ‹/constraints> only", user, StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_ForTheRestOfAPart_ShowsWhatIsThere()
    {
        var question = Ask(Questions.Mendable(Faulty, Missing, "success-metrics"), Questions.Cut("## 5. Succ"));

        Assert.Equal(["system", "user", "assistant", "user"], question.Messages.Select(message => message.Role));
        Assert.Equal("## 5. Succ", question.Messages[2].Text);
        Assert.StartsWith("Your answer was cut off", question.Messages[3].Text, StringComparison.Ordinal);
        Assert.True(question.ContinuesAnswer);
    }

    [Fact]
    public void Ask_ForAPart_ReservesTwiceItsLengthAndAThousandTokensAtLeast()
    {
        var small = Ask(Questions.Mendable(Faulty, Missing, "success-metrics"));
        var body = new string('x', 8000);
        var large = Ask(Questions.Mendable(SectionEditor.Replace(Faulty, "## 3. User Stories", $"- US1: {body}"), Missing, "user-stories"));

        Assert.Equal(1000, small.MaxTokens);
        Assert.InRange(large.MaxTokens, 4000, 4100);
    }

    [Fact]
    public void QuoteFor_OfAMend_IsThatOfItsQuestion()
    {
        var catalogue = new FixedCatalogue { Price = new ModelPrice(0.001m, 0.001m) };
        var quotes = new CallQuotes(Questions.Question, Questions.Models, catalogue, Options.Create(new LlmOptions { ApiKey = "sk" }));
        var request = Questions.Request(Step.Prd, Bound, Questions.Mendable(Faulty, Missing, "success-metrics"));

        var quote = quotes.QuoteFor(request);

        Assert.Equal(quotes.QuoteFor(Questions.Question.Build(request, Questions.Models.Of(Step.Prd))), quote);
        Assert.True(quote.MostUsd < quotes.QuoteFor(Questions.Request(Step.Prd, Bound)).MostUsd / 2);
    }

    /// <summary>Round and model follow from the committed calls alone.</summary>
    [Theory]
    [InlineData("", "own", "one,two")]
    [InlineData("cut", "own", "one,two")]
    [InlineData("whole", "one", "two,own")]
    [InlineData("whole,whole", "two", "own,one")]
    [InlineData("part", "own", "one,two")]
    [InlineData("part,cut", "own", "one,two")]
    [InlineData("part,part", "one", "two,own")]
    [InlineData("whole,part", "one", "two,own")]
    public void For_OfAStepWithFallbacks_AsksTheNextModelWhereAnAnswerCouldNotBeUsed(string earlier, string model, string fallbacks)
    {
        var calls = earlier.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(kind => kind switch
        {
            "cut" => Questions.Cut("text"),
            "whole" => Questions.Faulty("text", "No."),
            _ => Questions.Mendable("text", "No.", "user-stories"),
        });

        var asked = new StepModel("own", ["one", "two"], 0.7, 8000).For([.. calls]);

        Assert.Equal((model, fallbacks), (asked.Model, string.Join(',', asked.Fallbacks)));
        Assert.Equal("own", new StepModel("own", [], 0.7, 8000).For([.. calls]).Model);
    }

    private static ModelQuestion Ask(params IReadOnlyList<EarlierCall> earlier) =>
        Questions.Ask(Questions.Request(Step.Prd, Bound, earlier));
}
