using System.Globalization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Grains.Phases;

/// <summary>Chooses the direction of the execution plan. Source of the rule: the specification, 1 to 3 features horizontal, 4 or
/// more vertical.</summary>
internal sealed class ApproachDetectionStep : IStepDefinition
{
    private const int FewFeatures = 3;

    private const string NothingToGoBy = "The member \"approach\" must be \"HORIZONTAL\" or \"VERTICAL\".";

    public Step Step => Step.ApproachDetection;

    public bool NeedsRest(StepRequest request, string cut) => request.Material.Prd is null;

    /// <summary>Where the requirements document gives the number of features, an answer only adds the reasons, and none can fail the run.</summary>
    public StepJudgement Judge(StepRequest request, string text)
    {
        var counted = request.Material.Prd?.FeatureCount;
        var answer = JsonAnswer.Read(text, "approach", "feature_count");
        if (answer is null)
        {
            var complaint = JsonAnswer.Read(text) is null ? JsonAnswer.NotAnObject : NothingToGoBy;
            return counted is null
                ? new StepJudgement(null, null, complaint)
                : new StepJudgement(null, Decide(counted, null, null), null, Remark: complaint);
        }

        var complaints = new List<string>();
        var word = answer.Name<Approach>("approach", complaints);
        var said = answer.WholeNumber("feature_count", 1, 1000, complaints);
        if (said is null && word is null && complaints.Count == 0)
        {
            complaints.Add(NothingToGoBy);
        }

        var wrong = complaints.Count == 0 ? null : string.Join(" ", complaints);
        return wrong is not null && counted is null
            ? new StepJudgement(null, null, wrong)
            : new StepJudgement(null, Decide(counted ?? said, word, answer.Text("reasoning")), null, Remark: wrong);
    }

    /// <param name="count">The features of the requirements document; <see langword="null"/> leaves it to the model's word.</param>
    internal static ApproachFacts Decide(int? count, Approach? word, string? reasoning)
    {
        var approach = count switch
        {
            <= FewFeatures => Approach.Horizontal,
            > FewFeatures => Approach.Vertical,
            null => word ?? throw new ArgumentException("There is neither a number of features nor a word.", nameof(word)),
        };
        var rule = RuleOf(count, approach);
        return new ApproachFacts(approach, ReasonOf(approach, rule, word, reasoning), count);
    }

    /// <summary>The model's reasoning, and before it the rule where the model preferred otherwise.</summary>
    private static string ReasonOf(Approach approach, string rule, Approach? word, string? reasoning)
    {
        if (reasoning is not { Length: > 0 })
        {
            return rule;
        }

        return word is { } preferred && preferred != approach
            ? $"{rule} The model preferred {WireName.Of(preferred)}: {reasoning}"
            : reasoning;
    }

    private static string RuleOf(int? count, Approach approach)
    {
        if (count is not { } features)
        {
            return $"The model chose {WireName.Of(approach)}.";
        }

        var noun = features == 1 ? "feature" : "features";
        var range = approach is Approach.Horizontal ? "1 to 3" : "4 or more";
        return string.Create(CultureInfo.InvariantCulture, $"The requirements have {features} {noun}: {WireName.Of(approach)} ({range}).");
    }
}
