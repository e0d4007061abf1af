using System.Text.RegularExpressions;
using AiDevFramework.Evaluation.Briefs;
using AiDevFramework.Evaluation.Judging;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation.Controls;

/// <summary>Every way in which a plan can be bad and still look like one.</summary>
internal static partial class ControlList
{
    /// <summary>The part of a good plan's recall that a plan for another idea has to stay below.</summary>
    private const double ByChance = 0.5;

    public static IReadOnlyList<Control> All { get; } =
    [
        new(
            "the documents of another idea",
            (good, other, _) => new JudgedPlan(good.Idea, other.Documents),
            (good, bad) => !bad.Passes && bad.Recall.Share < good.Recall.Share * ByChance),
        new(
            "the idea and nothing else",
            (good, _, _) => good.WithAll(text => $"{text.Split('\n')[0]}\n\n{good.Idea}\n"),
            (_, bad) => !bad.Passes && bad.Recall.Share < 0.2),
        new(
            "no text at all",
            (good, _, _) => good.WithAll(text => text.Split('\n')[0]),
            (_, bad) => !bad.Passes && bad.Recall.Share == 0),
        new(
            "the first third of each document",
            (good, _, _) => good.WithAll(text => text[..(text.Length / 3)]),
            (good, bad) => bad.Recall.Share < good.Recall.Share || bad.Monday.Right < good.Monday.Right),
        new(
            "something that must not be there",
            (good, _, brief) => good.With(DocumentType.ExecutionPlan, text => $"{text.TrimEnd()}\n- [ ] {InventionOf(brief)} (AC1.1)\n"),
            (good, bad) => bad.Recall.Inventions.Count > good.Recall.Inventions.Count),
        new(
            "no gate",
            (good, _, _) => good.With(DocumentType.ExecutionPlan, text => Without(text, "- [ ]")),
            (good, bad) => Lost(good, bad, "How does stage 1 end?")),
        new(
            "no assumption",
            (good, _, _) => good.WithAll(text => AssumptionLine().Replace(text, "")),
            (good, bad) => Lost(good, bad, "What is assumed?")),
        new(
            "no criteria",
            (good, _, _) => good.With(DocumentType.Prd, text => Without(text, "- AC")),
            (good, bad) => Lost(good, bad, "What does \"done\" mean")),
        new(
            "nothing is left out",
            (good, _, _) => good.With(DocumentType.Prd, text => OutOfScope().Replace(text, "")).With(DocumentType.ExecutionPlan, text => Without(text, "- X")),
            (good, bad) => Lost(good, bad, "What is cut")),
        new(
            "other users",
            (good, _, _) => good.With(DocumentType.Prd, text => Users().Replace(text, "**Target Users**:\n- Astronaut: repairs satellites\n")),
            (good, bad) => Lost(good, bad, "Who is it for?")),
        new(
            "padding",
            (good, _, _) => good.With(DocumentType.ExecutionPlan, text => text.Replace("\n## Stage 1", $"\n{Padding}\n\n## Stage 1", StringComparison.Ordinal)),
            (good, bad) => bad.Words >= good.Words + 1000 && bad.Monday.Words >= good.Monday.Words + 1000),
    ];

    private static string Padding => string.Concat(Enumerable.Repeat("In general, careful planning matters to everybody who takes part in it. ", 100));

    /// <summary>A sentence with the words that the brief rules out.</summary>
    private static string InventionOf(Brief brief) => brief.MustNot[0].Words.Example;

    private static bool Lost(PlanJudgement good, PlanJudgement bad, string question) =>
        bad.Monday.Wrong.Any(wrong => wrong.StartsWith(question, StringComparison.Ordinal)) && !good.Monday.Wrong.Any(wrong => wrong.StartsWith(question, StringComparison.Ordinal));

    private static string Without(string text, string start) =>
        string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith(start, StringComparison.Ordinal)));

    [GeneratedRegex(@"\*\*Assumptions\*\*:?.*\n(?:- .*\n?)*")]
    private static partial Regex AssumptionLine();

    [GeneratedRegex(@"## 7\. Out of Scope\n(?:.*\n?)*")]
    private static partial Regex OutOfScope();

    [GeneratedRegex(@"\*\*Target Users\*\*:.*\n(?:- .*\n)*")]
    private static partial Regex Users();
}
