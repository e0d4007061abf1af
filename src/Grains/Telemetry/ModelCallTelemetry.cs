using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Llm;

namespace AiDevFramework.Grains.Telemetry;

/// <summary>One logical model call as a span, and each of its attempts as measurements. The question and the answer stay out.</summary>
internal sealed class ModelCallTelemetry : IDisposable
{
    private readonly ModelQuestion _question;
    private readonly Activity? _span;
    private int _attempts;

    private ModelCallTelemetry(ModelQuestion question)
    {
        _question = question;
        if (Tracing.Source.HasListeners())
        {
            _span = Tracing.Source.StartActivity($"chat {question.Model}", ActivityKind.Internal); // the HTTP request within is the client
            _span?.SetTag(Tracing.Operation, "chat")
                .SetTag(Tracing.RequestModel, question.Model)
                .SetTag(Tracing.Step, WireName.Of(question.Request.Step))
                .SetTag(Tracing.CallNumber, question.Request.CallNumber)
                .SetTag(Tracing.Run, question.Request.Run)
                .SetTag(Tracing.ProjectId, question.Request.ProjectId.ToString());
        }
    }

    /// <returns><see langword="null"/> where nobody listens.</returns>
    public static ModelCallTelemetry? Start(ModelQuestion question) =>
        Tracing.Source.HasListeners() || Instruments.CallDuration.Enabled ? new ModelCallTelemetry(question) : null;

    /// <param name="duration">From the place that the limiter gave; <see langword="null"/> where it gave none.</param>
    /// <param name="call">What the attempt reported; <see langword="null"/> for nothing.</param>
    public void Attempted(string outcome, TimeSpan? duration, ModelCall? call)
    {
        var model = new KeyValuePair<string, object?>("model", _question.Model);
        var step = new KeyValuePair<string, object?>("step", WireName.Of(_question.Request.Step));
        if (duration is { TotalSeconds: var seconds })
        {
            Instruments.CallDuration.Record(seconds, model, step, new("outcome", outcome));
        }

        if (call is not null)
        {
            Instruments.CallTokens.Add(call.PromptTokens, model, step, new("kind", "input"));
            Instruments.CallTokens.Add(call.CompletionTokens, model, step, new("kind", "output"));
            if (call.CostUsd is { } cost)
            {
                Instruments.CallCostUsd.Add((double)cost, model, step);
                Instruments.CallsUnpriced.Add(0, model, step);
            }
            else
            {
                Instruments.CallsUnpriced.Add(1, model, step);
            }
        }

        _span?.SetTag(Tracing.Attempts, ++_attempts).SetTag(Tracing.Outcome, outcome);
    }

    public static string OutcomeOf(ChatFailure failure) => JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.ToString());

    /// <summary>Puts the account of the whole call on the span.</summary>
    /// <param name="call"><see langword="null"/> where no attempt reported anything.</param>
    public void Ended(ModelCall? call, bool failed)
    {
        if (_span is not null && call is not null)
        {
            _span.SetTag(Tracing.ResponseModel, call.Model)
                .SetTag(Tracing.InputTokens, call.PromptTokens)
                .SetTag(Tracing.OutputTokens, call.CompletionTokens)
                .SetTag(Tracing.CostUsd, call.CostUsd?.ToString(CultureInfo.InvariantCulture)); // absent where unknown
        }

        if (failed)
        {
            _span?.SetStatus(ActivityStatusCode.Error);
        }
    }

    public void Dispose() => _span?.Dispose();
}
