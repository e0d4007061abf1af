using AiDevFramework.FakeOpenRouter.Answers;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>Decides the text of a reply: the document, or the parts of it that are asked for, what a behaviour makes of it, where it is cut, how it goes on.</summary>
internal sealed class ReplyPlanner(AnswerBook book)
{
    private readonly CutAnswers _cuts = new();

    public ReplyPlan Plan(string step, ChatRequest request, Behaviour behaviour)
    {
        var answer = behaviour.Text is { } text ? new Answer(text)
            : behaviour.Obedient && PromptReader.Order(request.FirstUser) is { Length: > 0 } order ? new Answer(order)
            : book.Find(step, request, behaviour.Variant);
        if (behaviour.Text is null && MendedParts.AreAskedFor(request.FirstUser))
        {
            answer = new Answer(MendedParts.Of(request, answer.Text));
        }

        if (behaviour.FaultSeed is { } seed)
        {
            answer = new Answer(DocumentFaults.Apply(answer.Text, seed));
        }

        var continuation = false;
        if (request.HasAssistant && behaviour.Text is null && _cuts.Rest(request, answer.Text) is { } rest)
        {
            (answer, continuation) = (new Answer(rest), true);
        }

        if (behaviour.DropSections > 0 || behaviour.Before.Length > 0 || behaviour.After.Length > 0)
        {
            answer = new Answer(behaviour.Before + WithoutLastSections(answer.Text, behaviour.DropSections) + behaviour.After);
        }

        var finish = behaviour.FinishReason;
        var limit = request.MaxTokens is { } tokens ? (int)Math.Min(int.MaxValue, 4L * tokens) : int.MaxValue;
        var cut = Math.Min(behaviour.CutAt ?? int.MaxValue, limit);
        if (cut < answer.Text.Length)
        {
            finish = finish == "stop" ? "length" : finish;
            if (finish == "length")
            {
                _cuts.Remember(answer.Text, cut);
            }

            answer = new Answer(answer.Text[..cut]);
        }

        return new ReplyPlan(behaviour, answer, finish, behaviour.Model ?? request.Model, continuation);
    }

    private static string WithoutLastSections(string text, int count)
    {
        for (; count > 0 && text.LastIndexOf("\n## ", StringComparison.Ordinal) is > 0 and var heading; count--)
        {
            text = text[..(heading + 1)];
            text = text.TrimEnd() + "\n";
        }

        return text;
    }
}
