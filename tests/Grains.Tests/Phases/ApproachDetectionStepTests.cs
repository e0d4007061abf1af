using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Phases;

namespace AiDevFramework.Grains.Tests.Phases;

public sealed class ApproachDetectionStepTests
{
    [Fact]
    public void Decide_OverTheWholeInputSpace_FollowsTheNumberOfFeatures()
    {
        foreach (var count in Enumerable.Range(1, 30))
        {
            foreach (var word in new Approach?[] { null, Approach.Horizontal, Approach.Vertical })
            {
                foreach (var reasoning in new[] { null, "", "Because." })
                {
                    var facts = ApproachDetectionStep.Decide(count, word, reasoning);

                    var expected = count <= 3 ? Approach.Horizontal : Approach.Vertical;
                    Assert.Equal((expected, count), (facts.Approach, facts.FeatureCount));
                    Assert.Equal(reasoning is "Because." && (word is null || word == expected), facts.Reasoning == "Because.");
                    if (facts.Reasoning != "Because.")
                    {
                        Assert.StartsWith($"The requirements have {count} feature", facts.Reasoning, StringComparison.Ordinal);
                        Assert.Contains(WireName.Of(expected), facts.Reasoning, StringComparison.Ordinal);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(Approach.Horizontal, "The model chose HORIZONTAL.")]
    [InlineData(Approach.Vertical, "The model chose VERTICAL.")]
    public void Decide_WithoutANumber_TakesTheModelsWord(Approach word, string reasoning)
    {
        Assert.Equal(new ApproachFacts(word, reasoning), ApproachDetectionStep.Decide(null, word, null));
        Assert.Equal(new ApproachFacts(word, "Because."), ApproachDetectionStep.Decide(null, word, "Because."));
    }

    [Theory]
    [InlineData(1, Approach.Horizontal)]
    [InlineData(3, Approach.Horizontal)]
    [InlineData(4, Approach.Vertical)]
    [InlineData(15, Approach.Vertical)]
    public void Judge_WithCountedRequirements_LetsNoAnswerChangeTheApproach(int features, Approach expected)
    {
        var material = Questions.Material with { Prd = new PrdFacts(features, Complexity.Low) };
        string[] answers =
        [
            "{}",
            """{"feature_count": 1, "approach": "HORIZONTAL", "reasoning": "As told."}""",
            """{"feature_count": 99, "approach": "VERTICAL", "reasoning": "As told."}""",
            """{"feature_count": "many", "approach": "DIAGONAL"}""",
            "{'feature_count': 2, 'approach': 'HORIZONTAL', 'reasoning': 'x'}",
            "The document lists two features, so the approach is HORIZONTAL.",
            "I cannot help with that.",
            "\0{[\"",
        ];

        Assert.All(answers, answer =>
        {
            var facts = Assert.IsType<ApproachFacts>(Questions.Judge(Questions.Request(Step.ApproachDetection, material), answer).Facts);
            Assert.Equal((expected, features), (facts.Approach, facts.FeatureCount));
        });
    }

    [Theory]
    [InlineData("""{"feature_count": 3, "approach": "VERTICAL"}""", Approach.Horizontal)]
    [InlineData("""{"feature_count": 4}""", Approach.Vertical)]
    [InlineData("""{"approach": "horizontal"}""", Approach.Horizontal)]
    public void Judge_WithoutCountedRequirements_TakesTheModelsNumberThenItsWord(string answer, Approach expected)
    {
        var reply = Questions.Judge(Questions.Request(Step.ApproachDetection, Questions.Material with { Prd = null }), answer);

        Assert.Equal(expected, Assert.IsType<ApproachFacts>(reply.Facts).Approach);
    }

    [Theory]
    [InlineData("{}", "The member \"approach\" must be \"HORIZONTAL\" or \"VERTICAL\".")]
    [InlineData("""{"approach": "DIAGONAL"}""", "The member \"approach\" must be \"HORIZONTAL\" or \"VERTICAL\".")]
    [InlineData("VERTICAL", JsonAnswer.NotAnObject)]
    public void Judge_WithoutAnythingToGoBy_AsksOnceAndThenFailsWithTheReason(string answer, string complaint)
    {
        var request = Questions.Request(Step.ApproachDetection, Questions.Material with { Prd = null });

        var first = Questions.Judge(request, answer);
        var second = Questions.Judge(request with { Earlier = [Questions.Faulty(answer, complaint)] }, answer);

        Assert.Equal((CallVerdict.Repair, complaint), (first.Verdict, first.Complaint));
        Assert.Equal(CallVerdict.Failed, second.Verdict);
        Assert.Contains(complaint, second.Failure!.Message, StringComparison.Ordinal);
    }
}
