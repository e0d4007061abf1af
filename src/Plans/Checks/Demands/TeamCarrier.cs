using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>The plan counts on the people that there are, and says so.</summary>
internal static class TeamCarrier
{
    public static IEnumerable<Gap> Gaps(CheckInput input, ModelWords words, Constraint constraint)
    {
        if (constraint.People is not { } people)
        {
            yield break;
        }

        if (!TeamText.HasMakers(input.Idea.Replace(constraint.Quote, "", StringComparison.Ordinal)))
        {
            foreach (var (document, text) in Statements(words))
            {
                if (TeamText.PeopleIn(text) is { } planned && planned > people)
                {
                    yield return new Gap(
                        constraint, document, $"the document counts on {planned} people, and there are {people}.", $"Plan with {people}.", text);
                    yield break;
                }
            }
        }

        if (words.Schedule is not null && !words.Plan.Any(text => Citation.Has(text, constraint.Id) || text.Contains($"{constraint.Id} ", StringComparison.Ordinal) || TeamText.PeopleIn(text) <= people))
        {
            yield return new Gap(
                constraint, DocumentType.ExecutionPlan, "no line of the plan says who does the work.", $"Say under Fit that {people} do it, or which task is whose.");
        }
    }

    private static IEnumerable<(DocumentType, string)> Statements(ModelWords words)
    {
        foreach (var text in words.Plan)
        {
            yield return (DocumentType.ExecutionPlan, text);
        }

        if (words.StackDocument is { Type: var type })
        {
            foreach (var text in words.Chosen)
            {
                yield return (type, text);
            }
        }

        foreach (var assumption in words.Requirements?.Assumptions ?? [])
        {
            yield return (DocumentType.Prd, assumption.Text);
        }
    }
}
