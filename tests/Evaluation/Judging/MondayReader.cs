using AiDevFramework.Evaluation.Briefs;

namespace AiDevFramework.Evaluation.Judging;

/// <summary>A reader who looks in the place where each answer should stand, and takes the first that is there. Knows no key.</summary>
internal static class MondayReader
{
    public static IReadOnlyList<MondayAnswer> Read(JudgedPlan plan, Brief brief) =>
    [
        .. MondayQuestions.For(brief).Select(question => plan.Lines.Where(line => MondayQuestions.CanAnswer(question, line, plan, brief)).ToList() is { Count: > 0 } found
            ? new MondayAnswer(question, string.Join(' ', found.Take(8).Select(line => line.Text)), found[0].Text)
            : new MondayAnswer(question, "", "")),
    ];
}
