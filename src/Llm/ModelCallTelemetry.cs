using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Telemetry;

namespace AiDevFramework.Llm;

/// <summary>One logical model call as a span, and each of its attempts as an event of it and as measurements. The question and
/// the answer stay beside the span.</summary>
internal sealed class ModelCallTelemetry : IDisposable
{
    private readonly ModelQuestion _question;
    private readonly Activity? _span;
    private string _model;
    private int _attempts;

    private ModelCallTelemetry(ModelQuestion question, LlmOptions options, CallTrace? trace)
    {
        (_question, _model) = (question, question.Model);
        if (trace is not null)
        {
            var server = options.Offline ? null : new Uri(options.BaseUrl);
            _span = Tracing.Source.StartActivity(
                $"chat {question.Model}",
                server is null ? ActivityKind.Internal : ActivityKind.Client,
                trace.Parent,
                [
                    .. trace.Tags,
                    new(Tracing.Operation, "chat"),
                    new(Tracing.Provider, options.ProviderName),
                    new(Tracing.ServerAddress, server?.Host),
                    new(Tracing.ServerPort, server?.Port),
                    new(Tracing.RequestModel, question.Model),
                    new(Tracing.Temperature, Math.Round(question.Temperature, 3)),
                    new(Tracing.MaxTokens, question.MaxTokens),
                    new(Tracing.OutputType, question.Json ? "json" : "text"),
                    new(Tracing.Conversation, question.Origin.ProjectId.ToString()),
                    new(Tracing.Phase, trace.Phase),
                    new(Tracing.Step, question.Origin.PurposeTag),
                    new(Tracing.CallNumber, question.Origin.Number),
                    new(Tracing.PromptName, question.Prompt?.Name),
                    new(Tracing.PromptVersion, question.Prompt?.Version),
                ]);
        }
    }

    /// <param name="options">Says who is asked.</param>
    /// <param name="traces">Absent where calls belong to no trace.</param>
    /// <returns><see langword="null"/> where nobody listens.</returns>
    public static ModelCallTelemetry? Start(ModelQuestion question, LlmOptions options, ICallTraces? traces) =>
        Tracing.Source.HasListeners() || CallInstruments.CallDuration.Enabled
            ? new ModelCallTelemetry(question, options, traces?.Find(question.Origin))
            : null;

    /// <summary>Which model is asked from now on: the question's, then its fallbacks.</summary>
    public void Use(string model)
    {
        _model = model;
        _span?.SetTag(Tracing.RequestModel, model);
    }

    /// <summary>The first text of the present attempt has come.</summary>
    public void FirstText(DateTimeOffset at) => _span?.SetTag(Tracing.FirstText, at.ToString("O", CultureInfo.InvariantCulture));

    /// <param name="duration">Since the limiter gave a place; <see langword="null"/> where it gave none.</param>
    /// <param name="call">What the attempt reported; <see langword="null"/> for nothing.</param>
    public void Attempted(string outcome, TimeSpan? duration, ModelCall? call)
    {
        var model = new KeyValuePair<string, object?>("model", _model);
        var step = new KeyValuePair<string, object?>("step", _question.Origin.PurposeTag);
        if (duration is { TotalSeconds: var seconds })
        {
            CallInstruments.CallDuration.Record(seconds, model, step, new("outcome", outcome));
        }

        if (call is not null)
        {
            CallInstruments.CallTokens.Add(call.PromptTokens, model, step, new("kind", "input"));
            CallInstruments.CallTokens.Add(call.CompletionTokens, model, step, new("kind", "output"));
            if (call.CostUsd is { } cost)
            {
                CallInstruments.CallCostUsd.Add((double)cost, model, step);
                CallInstruments.CallsUnpriced.Add(0, model, step);
            }
            else
            {
                CallInstruments.CallsUnpriced.Add(1, model, step);
            }
        }

        _span?.SetTag(Tracing.Attempts, ++_attempts).SetTag(Tracing.Outcome, outcome).AddEvent(new ActivityEvent("attempt", tags: new()
        {
            [Tracing.Attempts] = _attempts,
            [Tracing.Outcome] = outcome,
        }));
    }

    public static string OutcomeOf(ChatFailure failure) => JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.ToString());

    /// <summary>Puts the account of the whole call on the span.</summary>
    /// <param name="call"><see langword="null"/> where no attempt reported anything.</param>
    /// <param name="answer">The text of an answer.</param>
    /// <param name="failure">What users are told; <see langword="null"/> where the call did not fail or was given up.</param>
    public void Ended(ModelCall? call, bool failed, string? answer = null, string? failure = null)
    {
        if (_span is null)
        {
            return;
        }

        if (call is not null)
        {
            _span.SetTag(Tracing.ResponseModel, call.Model)
                .SetTag(Tracing.ResponseId, call.GenerationId)
                .SetTag(Tracing.FinishReasons, call.FinishReason is { } reason ? new[] { reason } : null)
                .SetTag(Tracing.InputTokens, call.PromptTokens)
                .SetTag(Tracing.OutputTokens, call.CompletionTokens)
                .SetTag(Tracing.CachedTokens, call.CachedTokens > 0 ? call.CachedTokens : null)
                .SetTag(Tracing.ReasoningTokens, call.ReasoningTokens > 0 ? call.ReasoningTokens : null)
                .SetTag(Tracing.CostUsd, call.CostUsd?.ToString(CultureInfo.InvariantCulture)); // absent where unknown
        }

        new SpanContent([.. _question.Messages.Select(message => new SpanTurn(message.Role, message.Text))], Output: answer).Attach(_span);
        if (failed && _span.GetTagItem(Tracing.Outcome) is not "cancelled") // given up, here or because the silo stops: no fault
        {
            _span.SetStatus(ActivityStatusCode.Error)
                .SetTag(Tracing.ErrorType, _span.GetTagItem(Tracing.Outcome))
                .SetTag(Tracing.Message, failure);
        }
    }

    public void Dispose() => _span?.Dispose();
}
