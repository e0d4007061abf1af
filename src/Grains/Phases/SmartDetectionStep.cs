using System.Globalization;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Llm;

namespace AiDevFramework.Grains.Phases;

/// <summary>Decides whether event storming pays off. Source of the rule: the specification's decision logic, 4 features or a
/// complex domain.</summary>
internal sealed class SmartDetectionStep(StepQuestion question) : IStepDefinition
{
    private const int ManyFeatures = 4;

    public Step Step => Step.SmartDetection;

    public ModelQuestion Ask(StepRequest request, string model) =>
        question.Build(request, model, StepSettings.Decision, ("idea", request.Material.Idea));

    public QuestionSize Measure(StepRequest request) =>
        question.Measure(request, StepSettings.Decision, ("idea", request.Material.Idea));

    public StepJudgement Judge(StepRequest request, string text)
    {
        if (JsonAnswer.Read(text) is not { } answer)
        {
            return new StepJudgement(null, null, JsonAnswer.NotAnObject);
        }

        var complaints = new List<string>();
        var count = answer.WholeNumber("feature_count_estimate", 1, 1000, complaints) ?? answer.LengthOf("features");
        var complex = answer.Truth("complex_domain", complaints);
        var word = answer.Truth("use_event_storming", complaints);
        var repaired = request.Earlier.Any(call => call.Verdict is CallVerdict.Repair);
        return complaints.Count > 0 && !repaired
            ? new StepJudgement(null, null, string.Join(" ", complaints))
            : new StepJudgement(null, Decide(count, complex, word, answer.Text("reasoning")), null);
    }

    /// <summary>The numbers decide. The model's own word does where it gave none, and where it calls for event storming without
    /// saying whether the domain is complex; without either, event storming, which never leaves a project worse off. Whatever the
    /// reasoning of the model does not account for is said in it.</summary>
    internal static SmartDetectionFacts Decide(int? count, bool? complex, bool? word, string? reasoning)
    {
        var (use, why) = (count, complex, word) switch
        {
            (_, true, _) => (true, "the domain is complex"),
            ( < ManyFeatures, null, true) => (true, "the model's own judgement, which left open whether the domain is complex"),
            ({ } features, _, _) => (features >= ManyFeatures, string.Create(
                CultureInfo.InvariantCulture, $"{features} {(features == 1 ? "feature" : "features")} in a plain domain")),
            (_, _, { } said) => (said, "the model's own judgement, which gave no number of features"),
            _ => (true, "assumed, because the model gave neither a number of features nor a judgement"),
        };
        var text = reasoning is { Length: > 0 } && word == use
            ? reasoning
            : $"{reasoning} Event storming is {(use ? "used" : "left out")}: {why}.".Trim();
        return new SmartDetectionFacts(use, count ?? (use ? ManyFeatures : 1), text, complex);
    }
}
