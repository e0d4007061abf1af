using System.Diagnostics;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Telemetry;
using OpenTelemetry;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>Puts what users and models wrote on the spans of the product, cut to a bound. Only where a setting asks for it.</summary>
/// <param name="longest">Characters of all texts of one input or one output.</param>
/// <param name="conventions">Whether under the names of OpenTelemetry.</param>
/// <param name="langfuse">Whether under Langfuse's names.</param>
internal sealed class SpanTexts(int longest, bool conventions, bool langfuse) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (SpanContent.Of(data) is not { } content)
        {
            return;
        }

        if (content.Message is { } message)
        {
            data.SetTag(Tracing.Message, Cut(message));
        }

        var (input, output) = (content.Input is { } text ? Cut(text) : null, content.Output is { } answer ? Cut(answer) : null);
        var messages = content.Messages is null ? null : Cut(content.Messages);
        if (conventions)
        {
            PutConventional(data, messages, input, output);
        }

        if (langfuse)
        {
            data.SetTag(LangfuseNames.Input, messages is null ? input : Json(messages.Select(turn => new { role = turn.Role, content = turn.Text })));
            if (output is not null)
            {
                data.SetTag(LangfuseNames.Output, output);
            }

            if (data.ParentSpanId == default)
            {
                data.SetTag(LangfuseNames.TraceInput, input);
            }
        }
    }

    private static void PutConventional(Activity data, IReadOnlyList<SpanTurn>? messages, string? input, string? output)
    {
        if (messages is null)
        {
            data.SetTag("aidev.input", input).SetTag("aidev.output", output);
            return;
        }

        data.SetTag("gen_ai.system_instructions", Json(messages.Where(turn => turn.Role == "system").Select(PartOf)))
            .SetTag("gen_ai.input.messages", Json(messages.Where(turn => turn.Role != "system")
                .Select(turn => new { role = turn.Role, parts = new[] { PartOf(turn) } })));
        if (output is not null)
        {
            data.SetTag("gen_ai.output.messages", Json(new[]
            {
                new
                {
                    role = "assistant",
                    parts = new[] { PartOf(new SpanTurn("assistant", output)) },
                    finish_reason = (data.GetTagItem(Tracing.FinishReasons) as string[])?.FirstOrDefault(),
                },
            }));
        }
    }

    private static object PartOf(SpanTurn turn) => new { type = "text", content = turn.Text };

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, LangfuseNames.Json);

    /// <summary>The turns in their order; what comes behind the bound is cut.</summary>
    private List<SpanTurn> Cut(IReadOnlyList<SpanTurn> messages)
    {
        var left = longest;
        var kept = new List<SpanTurn>(messages.Count);
        foreach (var turn in messages)
        {
            kept.Add(turn with { Text = Cut(turn.Text, left) });
            left = Math.Max(0, left - turn.Text.Length);
        }

        return kept;
    }

    private string Cut(string text) => Cut(text, longest);

    private static string Cut(string given, int longest)
    {
        var text = TextSanitiser.Clean(given); // JSON and Protocol Buffers take no lone surrogates
        if (text.Length <= longest)
        {
            return text;
        }

        var kept = TextCut.AtMost(text, longest);
        return $"{kept}… ({text.Length - kept.Length} more characters)";
    }
}
