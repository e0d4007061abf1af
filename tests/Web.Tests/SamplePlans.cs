using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Web.Tests;

/// <summary>Plans as the reader makes them of documents.</summary>
internal static class SamplePlans
{
    public static PlanReview Portal => Recorded("portal");

    public static PlanReview Empty => Of();

    /// <summary>Tasks that wait for themselves and for nothing, doubled ones, no days, criteria that nobody proves.</summary>
    public static PlanReview Broken => Of(
        (DocumentType.Prd, "# Product Requirements Document\n\n## 2. Core Features\n### Feature 1: A\n**Acceptance Criteria**:\n- AC1.1: x\n### Feature 1: A again\n### Feature 9: \n"),
        (DocumentType.ExecutionPlan, "# Execution Plan (Vertical Approach)\n\n## Stage 1: A\n**Deliverables**:\n- T1.1 A (F1; after T1.2; 3 days)\n- T1.2 B (F1; after T1.1)\n- T1.1 C (F7; after T8.8; 99999 days; lead 99999 days)\n- T1.3 (after T1.3)\n\n## Stage 1: B\n**Duration**: 900 weeks\n**Stage Gate Criteria**:\n- [ ] a (AC9.9)\n"));

    public static PlanReview Recorded(string example) => Of(
    [
        .. new[] { (DocumentType.EventStorming, "event_storming"), (DocumentType.Prd, "prd"), (DocumentType.TechStack, "tech_stack"), (DocumentType.ExecutionPlan, "execution_plan") }
            .Select(document => (document.Item1, Path.Combine(AppContext.BaseDirectory, "Recorded", example, document.Item2 + ".md")))
            .Where(document => File.Exists(document.Item2))
            .Select(document => (document.Item1, File.ReadAllText(document.Item2))),
    ]);

    /// <param name="features">How many there are; each has four criteria and five tasks.</param>
    public static PlanReview Generated(int features)
    {
        var numbers = Enumerable.Range(1, features).ToList();
        var prd = "# Product Requirements Document\n\n## 2. Core Features\n" + string.Concat(numbers.Select(number => Invariant(
            $"### Feature {number}: A capability with a rather long name that fits nowhere 你好世界\n**Priority**: MUST\n**Description**: Text.\n**Acceptance Criteria**:\n{string.Concat(Enumerable.Range(1, 4).Select(at => Invariant($"- AC{number}.{at}: Given a, when b, then c\n")))}\n")));
        var plan = "# Execution Plan (Vertical Approach)\n\n" + string.Concat(numbers.Chunk(5).Index().Select(stage => Invariant(
            $"## Stage {stage.Index + 1}: Part\n**Duration**: 4 weeks\n**Features**: {string.Join(", ", stage.Item.Select(number => Invariant($"F{number}")))}\n**Deliverables**:\n{TasksOf(stage.Index + 1, stage.Item)}**Stage Gate Criteria**:\n{string.Concat(stage.Item.Select(number => Invariant($"- [ ] Proved (AC{number}.1, AC{number}.2)\n")))}\n")));
        return Of((DocumentType.Prd, prd), (DocumentType.ExecutionPlan, plan));
    }

    public static PlanReview Of(params (DocumentType Type, string Text)[] documents) => PlanReview.Of(new PlanSource(
        Guid.Empty, "An idea", null, [.. documents.Select(document => new PlanText(document.Type, document.Text, 1, Offline: false))], WasChecked: true));

    private static string TasksOf(int stage, int[] features) => string.Concat(features.SelectMany(feature => Enumerable.Range(1, 5).Select(at => (Feature: feature, At: at))).Index().Select(task => Invariant(
        $"- T{stage}.{task.Index + 1} Build the part number {task.Item.At} of it (F{task.Item.Feature}; {(task.Item.At > 1 ? Invariant($"after T{stage}.{task.Index}; ") : "")}{task.Item.At} days; verify AC{task.Item.Feature}.{Math.Min(4, task.Item.At)})\n")));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
