using System.Globalization;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Documents;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Grains.Phases;

/// <summary>Decides whether event storming pays off. Source of the rule: the specification's decision logic, 4 features or a
/// complex domain.</summary>
internal sealed class SmartDetectionStep : IStepDefinition
{
    private const int ManyFeatures = 4;

    /// <summary>The members that decide. The reasoning is none of them: the step can do without.</summary>
    private static readonly string[] _members = ["features", "feature_count_estimate", "complex_domain", "use_event_storming"];

    public Step Step => Step.SmartDetection;

    /// <summary>The decision stands at the beginning of an answer. What is cut off behind it is read as far as it goes.</summary>
    public bool NeedsRest(StepRequest request, string cut) => JsonAnswer.Read(cut, _members) is not { } answer || !_members.All(answer.Has);

    /// <summary>An answer that is none is asked for again once. What comes then is read as far as it goes, and the rule decides without the rest:
    /// no answer fails the run.</summary>
    public StepJudgement Judge(StepRequest request, string text)
    {
        var complaints = new List<string>();
        var answer = JsonAnswer.Read(text, _members);
        var facts = answer is null ? NotRead(text, complaints) : Read(answer, complaints);
        var complaint = complaints.Count == 0 ? null : string.Join(" ", complaints);
        return complaint is null || request.Earlier.Any(call => call.Verdict is CallVerdict.Repair)
            ? new StepJudgement(null, facts, null, Remark: complaint, LedgerOf(request.Material, answer))
            : new StepJudgement(null, null, complaint);
    }

    /// <summary>What the idea demands is read whatever the answer was: code finds what no model says.</summary>
    private static string LedgerOf(StepMaterial material, JsonAnswer? answer) => LedgerJson.Write(IntakeReader.Read(
        material.Idea,
        answer is null ? IntakeAnswer.Nothing : IntakeAnswers.Read(answer),
        LedgerJson.Read(material.LedgerJson),
        material.Created));

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

    /// <summary>The numbers decide. Where the model gave none, or asks for event storming without saying whether the domain is complex, its
    /// own word decides. Without either, event storming is used: it never leaves a project worse off. Where the model's reasoning does not
    /// explain the decision, a sentence is added that does.</summary>
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
        var decision = use ? "used" : "left out";
        var text = reasoning is { Length: > 0 } && word == use ? reasoning : $"{reasoning} Event storming is {decision}: {why}.".Trim();
        return new SmartDetectionFacts(use, count ?? (use ? ManyFeatures : 1), text, complex);
    }
}
