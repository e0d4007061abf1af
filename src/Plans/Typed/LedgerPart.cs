using System.Globalization;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Typed;

/// <summary>What the ledger gives to the plan of the documents: its roles where those name none.</summary>
internal static class LedgerPart
{
    public static TypedPlan AddTo(TypedPlan plan, ProjectLedger ledger) => plan with
    {
        Language = ledger.Language,
        Constraints =
        [
            .. ledger.Constraints.Select(constraint => new PlanConstraint(
                constraint.Id,
                ConstraintKinds.NameOf(constraint.Kind),
                constraint.Quote,
                constraint.Rule,
                constraint.Requires,
                constraint.Forbids,
                constraint.People,
                constraint.Weeks,
                constraint.Amount,
                constraint.Currency,
                constraint.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                constraint.Hard)),
        ],
        Quantities = [.. ledger.Quantities.Select(quantity => new PlanQuantity(quantity.Text, quantity.Value, quantity.Unit))],
        Questions = [.. ledger.Questions.Select(question => new PlanQuestion(
            question.Id, question.Text, question.Options, question.Default is { Length: > 0 } taken ? taken : null, question.Touches, question.Answer, question.AnsweredBy))],
        Decisions = [.. ledger.Decisions.Select(decision => new PlanDecision(decision.Id, decision.Text, null, decision.Alternatives, decision.By, decision.Touches))],
        Roles = plan.Roles.Count > 0 ? plan.Roles : [.. ledger.Roles.Select(role => new PlanRole(role.Name, role.Situation))],
    };
}
