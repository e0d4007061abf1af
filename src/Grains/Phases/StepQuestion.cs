using System.Text;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Prompts;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Grains.Phases;

/// <summary>Builds the conversation of a step's next call: the prompt, and what a continuation or a repair adds to it.</summary>
internal sealed class StepQuestion(PromptLibrary prompts)
{
    /// <summary>The question for the next call: the first one, or the continuation or repair that <see cref="StepRequest.Earlier"/> asks
    /// for.</summary>
    public ModelQuestion Build(StepRequest request, StepModel model)
    {
        var row = StepCatalogue.Of(request.Step);
        var messages = prompts.Render(row.Step, row.Inputs.ToDictionary(
            input => input.Placeholder, input => FencedText.Neutralize(input.ValueIn(request.Material)), StringComparer.Ordinal));
        return new ModelQuestion(
            model.Model, [.. messages, .. FollowUp(request)], row.AnswersInJson, (float)model.Temperature, model.MaxTokens,
            StepCalls.OriginOf(request), prompts.StampOf(row.Step))
        {
            FallbackModels = model.Fallbacks,
            WideModels = request.WideModels ?? [],
            ContinuesAnswer = request.Earlier is [.., { Verdict: CallVerdict.Continue }],
        };
    }

    /// <summary>The UTF-8 bytes of all messages that <see cref="Build"/> would write, a few too many rather than one too few. Much cheaper than
    /// building them. No tokeniser makes more tokens of a text than it has bytes.</summary>
    public int MeasureBytes(StepRequest request)
    {
        var row = StepCatalogue.Of(request.Step);
        var bytes = prompts.LiteralBytes(row.Step) + (2 * ModelQuestion.BytesAroundMessage);
        foreach (var input in row.Inputs)
        {
            var value = input.ValueIn(request.Material);
            var fenced = 2 * value.AsSpan().Count('<'); // a look-alike has two bytes more
            bytes += prompts.Uses(row.Step, input.Placeholder) * (Encoding.UTF8.GetByteCount(value) + fenced);
        }

        return bytes + ModelQuestion.BytesOf(FollowUp(request));
    }

    /// <returns>What the model has written since the last repair, or since the beginning, with <paramref name="last"/> joined on.</returns>
    public static string Joined(StepRequest request, string last) =>
        SinceRepair(request).Select(call => call.Text).Append(last).Aggregate(Continuation.Join);

    private static IEnumerable<ModelMessage> FollowUp(StepRequest request)
    {
        if (request.Earlier is not [.., var last])
        {
            yield break;
        }

        if (request.Earlier.LastOrDefault(call => call.Verdict is CallVerdict.Repair) is { } faulty)
        {
            yield return new ModelMessage("assistant", TextUpTo(request, faulty));
            yield return new ModelMessage(
                "user",
                $"Your answer cannot be used: {faulty.Complaint}\n\nWrite the whole answer again, corrected, in exactly the form that was "
                + "asked for. Begin with its first line; no apology and no remark before or after it.");
        }

        if (last.Verdict is CallVerdict.Continue)
        {
            yield return new ModelMessage("assistant", SinceRepair(request).Select(call => call.Text).Aggregate(Continuation.Join));
            yield return new ModelMessage(
                "user",
                "Your answer was cut off by the length limit. Go on exactly where it stops, in the middle of the word if need be. Repeat "
                + "nothing that is there already, and write no introduction and no code fence.");
        }
    }

    /// <summary>The faulty answer, with the parts that it continues.</summary>
    private static string TextUpTo(StepRequest request, EarlierCall faulty) => request.Earlier
        .TakeWhile(call => !ReferenceEquals(call, faulty))
        .Append(faulty)
        .Select(call => call.Text)
        .Aggregate(Continuation.Join);

    private static IEnumerable<EarlierCall> SinceRepair(StepRequest request)
    {
        var repairs = request.Earlier.ToList().FindLastIndex(call => call.Verdict is CallVerdict.Repair);
        return request.Earlier.Skip(repairs + 1);
    }
}
