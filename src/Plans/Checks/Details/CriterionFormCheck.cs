using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>
/// Check 6: a criterion says what happens and what comes of it: Given/When/Then or EARS ("When …, the system shall …"), in English or in the
/// plan's language. Which form it is does not matter.
/// </summary>
internal sealed class CriterionFormCheck : ICheck
{
    public int Number => 6;

    public DocumentType? About => DocumentType.Prd;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.Prd) is not { Reading.Outline: RequirementsOutline { Features.Count: > 0 } requirements } document
            || PlanLanguages.Of(input) is PlanLanguage.Unknown)
        {
            return null;
        }

        return
        [
            .. from feature in requirements.Features
               from criterion in feature.Criteria
               let gap = CriterionForm.GapOf(criterion.Text)
               where gap is not null
               select new Finding(
                   Number, Severity.Error, DocumentType.Prd, criterion.Id ?? $"F{feature.Number}",
                   $"The criterion says no {gap}: nobody can tell when it is met.", Excerpt.Of(criterion.Text),
                   "Write what is given, what happens and what comes of it, with its numbers.", Excerpt.LineOf(document, criterion.Text)),
        ];
    }
}
