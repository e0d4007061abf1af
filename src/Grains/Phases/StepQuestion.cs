using System.Text;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Prompts;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Documents;
using AiDevFramework.Plans.Mending;

namespace AiDevFramework.Grains.Phases;

/// <summary>Builds the conversation of a step's next call: the prompt, and what a continuation or a repair adds to it; or a mend's own.</summary>
internal sealed class StepQuestion(PromptLibrary prompts)
{
    private const string GoOn =
        "Your answer was cut off by the length limit. Go on exactly where it stops, in the middle of the word if need be. Repeat "
        + "nothing that is there already, and write no introduction and no code fence.";

    /// <summary>The question for the next call: the first one, or the continuation, repair or mend that <see cref="StepRequest.Earlier"/> asks
    /// for.</summary>
    /// <param name="model">The step's own.</param>
    public ModelQuestion Build(StepRequest request, StepModel model)
    {
        var row = StepCatalogue.Of(request.Step);
        var asked = model.For(request.Earlier);
        var mend = MendOf(request);
        return new ModelQuestion(
            asked.Model, mend is null ? [.. Prompt(request), .. FollowUp(request)] : Mend(mend, request), row.AnswersInJson, (float)model.Temperature,
            mend is null ? model.MaxTokens : MendQuestion.MaxTokens(mend, mend.Order!, model.MaxTokens),
            StepCalls.OriginOf(request), prompts.StampOf(row.Step))
        {
            FallbackModels = asked.Fallbacks,
            WideModels = request.WideModels ?? [],
            ContinuesAnswer = request.Earlier is [.., { Verdict: CallVerdict.Continue }],
        };
    }

    /// <summary>What the first attempt at the next call asks for at most, without its messages: they may be long.</summary>
    /// <param name="model">The step's own.</param>
    /// <returns>The model, the UTF-8 bytes of all messages that <see cref="Build"/> would write, a few too many rather than one too few, and the
    /// completion limit. No tokeniser makes more tokens of a text than it has bytes.</returns>
    public (string Model, int PromptBytes, int MaxTokens) Measure(StepRequest request, StepModel model)
    {
        var asked = model.For(request.Earlier).Model;
        return MendOf(request) is { } mend
            ? (asked, ModelQuestion.BytesOf(Mend(mend, request)), MendQuestion.MaxTokens(mend, mend.Order!, model.MaxTokens))
            : (asked, MeasureBytes(request), model.MaxTokens);
    }

    /// <summary>The UTF-8 bytes of a call that asks for the whole. Much cheaper than building its messages.</summary>
    public int MeasureBytes(StepRequest request)
    {
        var row = StepCatalogue.Of(request.Step);
        var values = row.Inputs.ToDictionary(input => input.Placeholder, input => input.ValueIn(request.Material), StringComparer.Ordinal);
        var bytes = prompts.LiteralBytes(row.Step, values) + (2 * ModelQuestion.BytesAroundMessage);
        foreach (var (name, value) in values)
        {
            var fenced = 2 * value.AsSpan().Count('<'); // a look-alike has two bytes more
            bytes += prompts.Uses(row.Step, name) * (Encoding.UTF8.GetByteCount(value) + fenced);
        }

        return bytes + ModelQuestion.BytesOf(FollowUp(request));
    }

    private IReadOnlyList<ModelMessage> Prompt(StepRequest request)
    {
        var row = StepCatalogue.Of(request.Step);
        return prompts.Render(row.Step, row.Inputs.ToDictionary(
            input => input.Placeholder, input => FencedText.Neutralize(input.ValueIn(request.Material)), StringComparer.Ordinal));
    }

    /// <returns>The state of the mending, where the next call asks for parts; else <see langword="null"/>.</returns>
    private static MendState? MendOf(StepRequest request)
    {
        if (request.Earlier.LastOrDefault(call => call.Verdict is CallVerdict.Repair) is not { Mend: not null }
            || StepCatalogue.Of(request.Step).Document is not { } row)
        {
            return null;
        }

        var state = MendState.Of(row, request.Material, request.Earlier);
        return state is { Best: not null, Order: not null } ? state : null;
    }

    private static IReadOnlyList<ModelMessage> Mend(MendState state, StepRequest request)
    {
        var messages = MendQuestion.Build(state, state.Order!);
        return request.Earlier is [.., { Verdict: CallVerdict.Continue }]
            ? [.. messages, new ModelMessage("assistant", state.Begun ?? ""), new ModelMessage("user", GoOn)]
            : messages;
    }

    private static IEnumerable<ModelMessage> FollowUp(StepRequest request)
    {
        if (request.Earlier is not [.., var last])
        {
            yield break;
        }

        var answers = Answers(request);
        if (answers is [.., { Complaint: { } complaint } faulty, _])
        {
            yield return new ModelMessage("assistant", faulty.Text);
            yield return new ModelMessage(
                "user",
                $"Your answer cannot be used: {complaint}\n\nWrite the whole answer again, corrected, in exactly the form that was "
                + "asked for. Begin with its first line; no apology and no remark before or after it.");
        }

        if (last.Verdict is CallVerdict.Continue)
        {
            yield return new ModelMessage("assistant", answers[^1].Text);
            yield return new ModelMessage("user", GoOn);
        }
    }

    /// <summary>The answers so far, each with its parts joined, and what was wrong with it; the last one is under way.</summary>
    private static List<(string Text, string? Complaint)> Answers(StepRequest request)
    {
        var answers = new List<(string, string?)>();
        string? open = null;
        foreach (var call in request.Earlier)
        {
            open = open is null ? call.Text : Continuation.Join(open, call.Text);
            if (call.Verdict is CallVerdict.Repair)
            {
                answers.Add((open, call.Complaint ?? ""));
                open = null;
            }
        }

        return [.. answers, (open ?? "", null)];
    }
}
