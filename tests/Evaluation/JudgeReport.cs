using System.Globalization;
using System.Text;
using AiDevFramework.Evaluation.Controls;
using AiDevFramework.Evaluation.Judging;

namespace AiDevFramework.Evaluation;

/// <summary>Judgements as a table of Markdown, with the scores of the scorecard beside them, and what they rest on.</summary>
internal static class JudgeReport
{
    public static string Text(string judge, IReadOnlyList<PlanJudgement> plans)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"Judged by {judge}.").AppendLine()
            .AppendLine("| Idea | Recall | Inventions | Monday | Words until then | Faults found | Findings | Wrong | Old score | |")
            .AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var plan in plans)
        {
            var old = plan.Documents.Count == 0 ? "none" : $"{plan.Documents.Count(document => document.Passes)} of {plan.Documents.Count}";
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {plan.Idea} | {plan.Recall.Share:P0} | {plan.Recall.Inventions.Count} | {plan.Monday.Right} of {plan.Monday.Asked} | {plan.Monday.Words} of {plan.Words} "
                + $"| {plan.Trust.Seeded - plan.Trust.Missed.Count} of {plan.Trust.Seeded} | {plan.Trust.Findings.Count} "
                + $"| {(plan.Trust.Wrong is { } wrong ? $"{wrong.Count}" : "not judged")} | {old} | {(plan.Passes ? "pass" : "MISS")} |");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| all {plans.Count} | {Mean(plans, plan => plan.Recall.Share):P0} | {plans.Sum(plan => plan.Recall.Inventions.Count)} | {Mean(plans, plan => plan.Monday.Share):P0} "
            + $"| {Mean(plans, plan => plan.Monday.Words):0} | {plans.Sum(plan => plan.Trust.Seeded - plan.Trust.Missed.Count)} of {plans.Sum(plan => plan.Trust.Seeded)} "
            + $"| {plans.Sum(plan => plan.Trust.Findings.Count)} | "
            + $"| {plans.Sum(plan => plan.Documents.Count(document => document.Passes))} of {plans.Sum(plan => plan.Documents.Count)} | {plans.Count(plan => plan.Passes)} pass |");
        foreach (var plan in plans)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{plan.Idea}");
            Append(text, "not covered", plan.Recall.Missing);
            Append(text, "invented", plan.Recall.Inventions);
            Append(text, "Monday", plan.Monday.Wrong);
            Append(text, "not found", plan.Trust.Missed);
            Append(text, "finding", plan.Trust.Findings);
            Append(text, "wrong finding", plan.Trust.Wrong ?? []);
            Append(text, "old score", plan.Documents.SelectMany(document => document.Problems));
        }

        return text.ToString();
    }

    public static string Text(IReadOnlyList<ControlResult> controls)
    {
        var text = new StringBuilder().AppendLine("| Control | Seen |").AppendLine("| --- | --- |");
        foreach (var control in controls.GroupBy(control => control.Control))
        {
            var unseen = control.Where(one => !one.Seen).Select(one => one.Idea).ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"| {control.Key} | {control.Count(one => one.Seen)} of {control.Count()}{(unseen.Count == 0 ? "" : $", not in {string.Join(", ", unseen)}")} |");
        }

        return text.ToString();
    }

    private static double Mean(IReadOnlyList<PlanJudgement> plans, Func<PlanJudgement, double> value) => plans.Count == 0 ? 0 : plans.Average(value);

    private static void Append(StringBuilder text, string what, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {what}: {line}");
        }
    }
}
