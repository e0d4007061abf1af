using System.Globalization;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Grains.Phases;

/// <summary>Decides whether event storming pays off. Source of the rule: the specification's decision logic, 4 features or a
/// complex domain.</summary>
internal sealed class SmartDetectionStep : IStepDefinition
{
    private const int ManyFeatures = 4;

    /// <summary>What decides. The reasoning is not among them: a step does without.</summary>
    private static readonly string[] _members = ["features", "feature_count_estimate", "complex_domain", "use_event_storming"];

    public Step Step => Step.SmartDetection;

    /// <summary>An answer that is none is asked for again once. What comes then is read as far as it goes, and the rule decides without the rest:
    /// no answer fails the run.</summary>
    public StepJudgement Judge(StepRequest request, string text)
    {
        var complaints = new List<string>();
        var facts = JsonAnswer.Read(text, _members) is { } answer ? Read(answer, complaints) : NotRead(text, complaints);
        if (complaints.Count == 0)
        {
            return new StepJudgement(null, facts, null);
        }

        var complaint = string.Join(" ", complaints);
        return request.Earlier.Any(call => call.Verdict is CallVerdict.Repair)
            ? new StepJudgement(null, facts, null, Remark: complaint)
            : new StepJudgement(null, null, complaint);
    }

    private static SmartDetectionFacts Read(JsonAnswer answer, List<string> complaints)
    {
        var count = answer.WholeNumber("feature_count_estimate", 1, 1000, complaints) ?? answer.LengthOf("features");
        var complex = answer.Truth("complex_domain", complaints);
        var word = answer.Truth("use_event_storming", complaints);
        if (!answer.IsClosed && (count is null || complex is null || word is null))
        {
            complaints.Add("The JSON object ends before it is complete. Answer with the whole object.");
        }

        return Decide(count, complex, word, answer.Text("reasoning"));
    }

    private static SmartDetectionFacts NotRead(string text, List<string> complaints)
    {
        complaints.Add(JsonAnswer.Read(text) is null
            ? JsonAnswer.NotAnObject
            : "The JSON object has none of the members that were asked for. Answer with one JSON object that has them all.");
        return Decide(
            WrittenMember.WholeNumber(text, "feature_count_estimate", 1, 1000),
            WrittenMember.Truth(text, "complex_domain"),
            WrittenMember.Truth(text, "use_event_storming"),
            reasoning: null);
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
