using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>
/// Check 31: every hard constraint is carried where it belongs by something that a model wrote: hosting by the stack and a gate, technology by
/// the stack, law by a gate, an outside system by a feature, a task and the stack, people and money by numbers of the plan that fit.
/// </summary>
internal sealed class CarriedCheck : ICheck
{
    public int Number => 31;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var hard = input.Ledger.Constraints.Where(constraint => constraint.Hard).ToList();
        var words = new ModelWords(input);
        if (hard.Count == 0 || words is { Requirements: null, Stack: null, Schedule: null })
        {
            return null;
        }

        return [.. hard.SelectMany(constraint => Gaps(input, words, constraint)).Where(gap => input.Find(gap.Document) is not null).Select(gap => Of(gap))];
    }

    private static IEnumerable<Gap> Gaps(CheckInput input, ModelWords words, Constraint constraint) => constraint.Kind switch
    {
        ConstraintKind.Hosting => HostingCarrier.Gaps(words, constraint),
        ConstraintKind.Technology => TechnologyCarrier.Gaps(words, constraint),
        ConstraintKind.Law => LawCarrier.Gaps(words, constraint),
        ConstraintKind.Integration => IntegrationCarrier.Gaps(words, constraint),
        ConstraintKind.Team => TeamCarrier.Gaps(input, words, constraint),
        ConstraintKind.Budget => BudgetCarrier.Gaps(words, constraint),
        ConstraintKind.Deadline => DeadlineGaps(words, constraint),
        _ => [],
    };

    /// <summary>Whether the stages fit into it is for check 33.</summary>
    private static IEnumerable<Gap> DeadlineGaps(ModelWords words, Constraint constraint)
    {
        if (constraint.Weeks is not null && words.Schedule is { Stages.Count: > 0 } schedule && schedule.Stages.All(stage => stage.Days is null))
        {
            yield return new Gap(
                constraint, DocumentType.ExecutionPlan, "No stage says how long it takes, so nothing carries it.", "Give each stage its duration.");
        }
    }

    private Finding Of(Gap gap) => new(
        Number, Severity.Error, gap.Document, gap.Constraint.Id,
        $"{gap.Constraint.Id} (\"{TextCut(gap.Constraint.Quote)}\"): {gap.Message}", gap.Excerpt is { } text ? Excerpt.Of(text) : null, gap.Suggestion);

    private static string TextCut(string quote) => quote.Length <= 80 ? quote : $"{Grains.Abstractions.TextCut.AtMost(quote, 80)}…";
}
