using AiDevFramework.Evaluation.Briefs;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation.Judging;

/// <summary>Whether answers are right: quoted to the letter, from a place that can answer, and with what the brief knows of the idea. Pure.</summary>
internal static class MondayJudge
{
    public static Monday Judge(JudgedPlan plan, Brief brief, IReadOnlyList<MondayAnswer> answers)
    {
        var (wrong, read) = (new List<string>(), new Dictionary<DocumentType, int>());
        var questions = MondayQuestions.For(brief);
        foreach (var question in questions)
        {
            var answer = answers.FirstOrDefault(given => given.Question == question) ?? new MondayAnswer(question, "", "");
            if (FaultOf(answer, plan, brief) is { } fault)
            {
                wrong.Add($"{MondayQuestions.TextOf(question, brief)} {fault}");
            }
            else if (LineOf(answer, plan, brief) is { } line)
            {
                read[line.Document] = Math.Max(read.GetValueOrDefault(line.Document), line.WordsBefore + Scoring.Length.WordsOf(line.Text));
            }
        }

        return new Monday(questions.Count - wrong.Count, questions.Count, wrong, read.Values.Sum());
    }

    private static string? FaultOf(MondayAnswer answer, JudgedPlan plan, Brief brief)
    {
        if (answer.Quote.Length == 0)
        {
            return "The plan does not say it.";
        }

        if (!plan.Holds(answer.Quote))
        {
            return "The quotation is not in the plan.";
        }

        if (LineOf(answer, plan, brief) is null)
        {
            return "What is quoted does not answer it.";
        }

        return brief.Key(MondayQuestions.KeyOf(answer.Question)) is { } key && !key.IsIn($"{answer.Answer} {answer.Quote}") ? "The answer is about something else." : null;
    }

    private static PlanLine? LineOf(MondayAnswer answer, JudgedPlan plan, Brief brief)
    {
        var quote = JudgedPlan.Squeeze(answer.Quote);
        return plan.Lines.FirstOrDefault(line => MondayQuestions.CanAnswer(answer.Question, line, plan, brief)
            && JudgedPlan.Squeeze(line.Text) is var text
            && (text.Contains(quote, StringComparison.OrdinalIgnoreCase) || quote.Contains(text, StringComparison.OrdinalIgnoreCase)));
    }
}
