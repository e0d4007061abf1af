using System.Text;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Progress;
using AiDevFramework.Grains.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Llm;

/// <summary>
/// Asks the active provider, up to three times where a failure may pass, and accounts for it. The account of an answer holds
/// what failed attempts before it reported as well; an attempt that broke off before it reported anything is not in it.
/// </summary>
internal sealed partial class ChatModel(
    IChatClient client, CallLimiter limiter, IOptions<LlmOptions> options, TimeProvider time, ILogger<ChatModel> logger,
    LiveText? liveText = null, IAttemptLedger? ledger = null, IModelCatalogue? catalogue = null) : IChatModel
{
    /// <summary>No attempt starts that could end after this: the worker's caller waits 20 minutes.</summary>
    private static readonly TimeSpan WholeCall = TimeSpan.FromMinutes(16);

    private readonly TimeSpan _attemptLimit = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);

    public async Task<ModelAnswer> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var messages = question.Messages.Select(message => new ChatMessage(new ChatRole(message.Role), message.Text)).ToList();
        var chatOptions = OptionsFor(question);
        var started = time.GetTimestamp();
        var charged = default(ModelCall);
        using var telemetry = ModelCallTelemetry.Start(question, options.Value.ProviderName);
        for (var attempt = 1; ; attempt++)
        {
            var account = new CallAccount(question.Model, catalogue);
            var attemptStarted = default(long?); // null while it waits for a place
            var stored = default(IAttempt);
            try
            {
                using var place = await limiter.EnterAsync(cancellationToken).ConfigureAwait(false);
                stored = ledger is null ? null : await ledger.OpenAsync(question, cancellationToken).ConfigureAwait(false);
                var sentAt = time.GetTimestamp();
                attemptStarted = sentAt;
                using var live = liveText?.Begin(question.Request);
                var text = await CollectAsync(messages, chatOptions, account, stored, live, telemetry, cancellationToken)
                    .ConfigureAwait(false);
                var latency = time.GetElapsedTime(sentAt);
                var answered = account.ToCall(latency);
                stored?.Close(AttemptEnd.Answered(answered));
                var call = CallAccount.Sum(charged, answered)!;
                var truncated = account.FinishReason == ChatFinishReason.Length.Value;
                telemetry?.Attempted(truncated ? "truncated" : "answered", latency, answered);
                telemetry?.Ended(call, failed: false, text);
                if (!truncated)
                {
                    live?.Complete();
                }

                return new ModelAnswer(text, truncated, call);
            }
            catch (ChatFailureException failure)
            {
                var latency = time.GetElapsedTime(attemptStarted ?? started);
                var reported = account.ToCallIfReported(latency);
                stored?.Close(AttemptEnd.Failed(failure, reported, account.Begun));
                charged = CallAccount.Sum(charged, reported);
                telemetry?.Attempted(ModelCallTelemetry.OutcomeOf(failure.Failure), latency, reported);
                var wait = FailureRules.WaitAfter(failure, attempt, Random.Shared.NextDouble());
                if (wait is null || time.GetElapsedTime(started) + wait + _attemptLimit > WholeCall)
                {
                    var message = FailureRules.Message(failure.Failure, question.Model);
                    telemetry?.Ended(charged, failed: true, failure: message);
                    throw new LlmException(
                        message, FailureRules.RetryAvailable(failure), charged, failure);
                }

                LogRetry(question.Request.ProjectId, question.Request.Step, attempt, failure.Failure, (long)wait.Value.TotalMilliseconds);
                await Task.Delay(wait.Value, time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                var latency = attemptStarted is { } sent ? time.GetElapsedTime(sent) : default(TimeSpan?);
                var reported = account.ToCallIfReported(latency ?? TimeSpan.Zero);
                stored?.Close(AttemptEnd.BrokenOff(exception, reported));
                telemetry?.Attempted(exception is OperationCanceledException ? "cancelled" : "broke", latency, reported);
                telemetry?.Ended(charged, failed: true);
                throw;
            }
        }
    }

    private static ChatOptions OptionsFor(ModelQuestion question) => new()
    {
        ModelId = question.Model,
        Temperature = question.Temperature,
        MaxOutputTokens = question.MaxTokens,
        ResponseFormat = question.Json ? ChatResponseFormat.Json : null,
        AdditionalProperties = new() { [ChatKeys.Request] = question.Request },
    };

    /// <returns>The text of a complete or cut answer, sanitised, never blank.</returns>
    private async Task<string> CollectAsync(
        List<ChatMessage> messages,
        ChatOptions chatOptions,
        CallAccount account,
        IAttempt? stored,
        LiveCall? live,
        ModelCallTelemetry? telemetry,
        CancellationToken cancellationToken)
    {
        var collected = new StringBuilder();
        using var flight = Flight.Begin();
        await foreach (var update in client.GetStreamingResponseAsync(messages, chatOptions, cancellationToken).ConfigureAwait(false))
        {
            account.Add(update);
            if (stored is not null && update.ResponseId is { } generationId)
            {
                stored.Identify(generationId);
            }

            foreach (var content in update.Contents)
            {
                if (content is TextContent { Text: { } part })
                {
                    if (collected.Length == 0)
                    {
                        telemetry?.FirstText(time.GetUtcNow());
                    }

                    collected.Append(part);
                    live?.Append(part);
                }
            }
        }

        switch (account.FinishReason)
        {
            case null:
                throw new ChatFailureException(ChatFailure.Interrupted);
            case "content_filter":
                throw new ChatFailureException(ChatFailure.Refused);
            case "tool_calls":
                throw new ChatFailureException(ChatFailure.Malformed, final: true); // no tools were offered
        }

        var text = TextSanitiser.Clean(collected.ToString());
        return string.IsNullOrWhiteSpace(text) ? throw new ChatFailureException(ChatFailure.Empty) : text;
    }

    /// <summary>Counts a call while it is under way.</summary>
    private readonly struct Flight : IDisposable
    {
        public static Flight Begin()
        {
            Instruments.CallsInFlight.Add(1);
            return default;
        }

        public void Dispose() => Instruments.CallsInFlight.Add(-1);
    }

    [LoggerMessage(LogLevel.Warning,
        "Attempt {Attempt} at a model call of project {ProjectId}, step {Step}, failed: {Failure}; the next follows in {WaitMs} ms")]
    private partial void LogRetry(Guid projectId, Step step, int attempt, ChatFailure failure, long waitMs);
}
