using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace AiDevFramework.Llm;

/// <summary>
/// Asks the active provider and accounts for it. A call is several attempts where a failure may pass, and then the question's fallback models.
/// Each attempt waits for a place and passes the breakers of its model and of the provider before it is reserved and its time runs. The
/// account of an answer includes what failed attempts before it reported; one that broke off before it reported anything is not in it.
/// </summary>
internal sealed partial class ChatModel : IChatModel
{
    /// <summary>Pauses of an open breaker that a call sits out before it fails.</summary>
    private const int MostPauses = 4;

    private readonly IChatClient _client;
    private readonly CallLimiter _limiter;
    private readonly CallBreakers _breakers;
    private readonly LlmOptions _options;
    private readonly RetryRules _rules;
    private readonly TimeProvider _clock;
    private readonly ILogger<ChatModel> _logger;
    private readonly ICallListener? _liveText;
    private readonly ICallTraces? _traces;
    private readonly IAttemptLedger? _ledger;
    private readonly IModelCatalogue? _catalogue;
    private readonly SecretFilter _secrets;
    private readonly ResiliencePipeline<ModelReply> _retries;
    private readonly ResiliencePropertyKey<ChatCall> _callKey = new("call");

    public ChatModel(
        IChatClient client, CallLimiter limiter, CallBreakers breakers, IOptions<LlmOptions> options, TimeProvider clock,
        ILogger<ChatModel> logger, ICallListener? liveText = null, IAttemptLedger? ledger = null, IModelCatalogue? catalogue = null,
        ICallTraces? traces = null)
    {
        (_client, _limiter, _breakers, _clock, _logger, _liveText, _ledger, _catalogue) =
            (client, limiter, breakers, clock, logger, liveText, ledger, catalogue);
        _traces = traces;
        _options = options.Value;
        _rules = RetryRules.Of(_options);
        _secrets = SecretFilter.Of(_options);
        _retries = Retries();
    }

    public async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        using var telemetry = ModelCallTelemetry.Start(question, _options, _traces);
        var call = new ChatCall(question, telemetry);
        var fallbacks = question.FallbackModels;
        var first = default(ChatFailureException);
        for (var next = 0; ; next++)
        {
            var model = next == 0 ? question.Model : fallbacks[next - 1];
            call.Use(model, _breakers.Of(model), hasFallback: next < fallbacks.Count);
            var outcome = await AskWithRoomAsync(call, cancellationToken).ConfigureAwait(false);
            if (outcome.Result is ModelAnswer answer)
            {
                telemetry?.Ended(answer.Call, failed: false, answer.Text);
                return answer;
            }

            if (outcome.Exception is not ChatFailureException failure)
            {
                telemetry?.Ended(call.Charged, failed: true);
                outcome.ThrowIfException();
                return outcome.Result ?? throw new InvalidOperationException("A call ended without an answer, a refusal and a failure.");
            }

            first ??= failure;
            if (!call.HasFallback || !FailureRules.AnotherModelMayHelp(failure.Failure))
            {
                return FailureOf(call, first, failure, next > 0);
            }

            LogFallback(question.Origin.ProjectId, question.Origin.Purpose, model, failure.Failure, fallbacks[next]);
        }
    }

    /// <summary>All attempts at one model. One that spends its allowance on reasoning is asked once more, with twice of it.</summary>
    private async ValueTask<Outcome<ModelReply>> AskWithRoomAsync(ChatCall call, CancellationToken cancellationToken)
    {
        var outcome = await AskAsync(call, cancellationToken).ConfigureAwait(false);
        if (call.IsWideFromTheStart && HasNoRoom(outcome))
        {
            return Outcome.FromException<ModelReply>(new ChatFailureException(ChatFailure.OnlyReasoning)); // the failure that the lost silo had met
        }

        if (outcome.Exception is not ChatFailureException { Failure: ChatFailure.OnlyReasoning } || !call.TryWiden(_catalogue?.LimitsOf(call.Model) ?? default))
        {
            return outcome;
        }

        LogWidened(call.Question.Origin.ProjectId, call.Question.Origin.Purpose, call.Model, call.AskedNow.MaxTokens);
        var wide = await AskAsync(call, cancellationToken).ConfigureAwait(false);
        return HasNoRoom(wide) ? outcome : wide;
    }

    /// <summary>Whether the budget or the provider refused a wider allowance. Then the failure with the smaller one is reported.</summary>
    private static bool HasNoRoom(Outcome<ModelReply> outcome) => outcome.Result is ModelRefusal
        || outcome.Exception is ChatFailureException { Failure: ChatFailure.BadRequest or ChatFailure.PromptTooLong or ChatFailure.NoCredit };

    /// <param name="first">The failure of the step's own model: users hear of this one.</param>
    /// <param name="last">The failure of the model that was asked last.</param>
    private ModelFailure FailureOf(ChatCall call, ChatFailureException first, ChatFailureException last, bool afterFallbacks)
    {
        var question = call.Question;
        var message = MessageOf(first, question) + (afterFallbacks ? "; the fallback models failed too" : "");
        call.Telemetry?.Ended(call.Charged, failed: true, failure: message);
        var fixFirst = FailureRules.MayPass(last) ? null : FailureRules.FixFirst(first.Failure, question.Model);
        return new ModelFailure(new StepFailure(message, RetryAvailable: true, FixFirst: fixFirst), call.Charged, CauseOf(call, first), last);
    }

    private string MessageOf(ChatFailureException failure, ModelQuestion question)
    {
        if (failure is not { Failure: ChatFailure.BadRequest, Error: { } error } || MemberRules.NameOf(error) is not (not RefusedMembers.None and var member))
        {
            return FailureRules.Message(failure.Failure, question.Model, _options.ProviderAddress);
        }

        var advice = MemberRules.SettingOf(member) is { } setting ? $"set {setting}" : $"configure another model with {question.Origin.ModelSetting}";
        return $"{_options.ProviderAddress} API does not take '{MemberRules.WireNameOf(member)}' for model '{question.Model}'; {advice}";
    }

    /// <summary>What the provider said, fit for the log and the database.</summary>
    private string? ReasonOf(ChatCall call, ChatFailureException failure) =>
        _secrets.Clean(failure.Error?.Message ?? failure.Error?.Type, call.Messages.Select(message => message.Text));

    /// <summary>The provider's reason, or what the network said where the provider said nothing. For the log.</summary>
    private string CauseOf(ChatCall call, ChatFailureException failure) =>
        ReasonOf(call, failure)
        ?? _secrets.Clean(failure.InnerException?.GetBaseException().Message, call.Messages.Select(message => message.Text))
        ?? "no reason given";

    /// <summary>All attempts at one model with one allowance.</summary>
    private async ValueTask<Outcome<ModelReply>> AskAsync(ChatCall call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(_callKey, call);
            return await _retries.ExecuteOutcomeAsync(
                static (context, state) => state.Self.AttemptAsync(state.Call, context), context, (Self: this, Call: call)).ConfigureAwait(false);
        }
        finally
        {
            call.EndWait();
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<ModelReply> Retries() => _rules.MaxRetries == 0
        ? ResiliencePipeline<ModelReply>.Empty
        : new ResiliencePipelineBuilder<ModelReply> { TimeProvider = _clock }
            .AddRetry(new RetryStrategyOptions<ModelReply>
            {
                MaxRetryAttempts = _rules.MaxRetries,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is ChatFailureException failure && _rules.WaitAfter(failure, 1, 0) is not null),
                DelayGenerator = arguments => ValueTask.FromResult(
                    _rules.WaitAfter((ChatFailureException)arguments.Outcome.Exception!, arguments.AttemptNumber + 1, Random.Shared.NextDouble())),
                OnRetry = arguments =>
                {
                    Announce(arguments);
                    return default;
                },
            })
            .Build();

    private void Announce(OnRetryArguments<ModelReply> retry)
    {
        if (!retry.Context.Properties.TryGetValue(_callKey, out var call))
        {
            return;
        }

        var failure = (ChatFailureException)retry.Outcome.Exception!;
        var origin = call.Question.Origin;
        LogRetry(
            origin.ProjectId, origin.Purpose, retry.AttemptNumber + 1, failure.Failure, CauseOf(call, failure), (long)retry.RetryDelay.TotalMilliseconds);
        call.Wait = _liveText?.Wait(
            origin, failure.RetryAfter is { Ticks: > 0 } ? LiveWaitReason.RetryAfter : LiveWaitReason.Retry, retry.RetryDelay);
    }

    /// <summary>One attempt. Where a member of it is refused, the question is asked again at once without that member, which is no retry.</summary>
    private async ValueTask<Outcome<ModelReply>> AttemptAsync(ChatCall call, ResilienceContext context)
    {
        while (true)
        {
            var outcome = await AttemptOnceAsync(call, context).ConfigureAwait(false);
            if (outcome.Exception is not ChatFailureException failure || MemberRules.Of(failure, call.Sent) is not { } change)
            {
                return outcome;
            }

            var isChanged = call.TryChange(change);
            if (!change.Passing)
            {
                _catalogue?.Remember(call.Model, change.Without, change.Limits);
            }

            if (!isChanged)
            {
                return outcome;
            }

            LogAskAgain(
                call.Model, _options.ProviderAddress, change.MaxTokens is { } most ? $"at most {most} tokens" : $"without '{MemberRules.WireNameOf(change.Without)}'",
                call.Question.Origin.ProjectId, call.Question.Origin.Purpose, ReasonOf(call, failure));
        }
    }

    /// <summary>One attempt, as soon as there is a place and the breaker lets it through.</summary>
    private async ValueTask<Outcome<ModelReply>> AttemptOnceAsync(ChatCall call, ResilienceContext context)
    {
        call.EndWait();
        try
        {
            call.Fit(_catalogue?.LimitsOf(call.Model) ?? default, _catalogue?.RefusedBy(call.Model) ?? RefusedMembers.None);
        }
        catch (ChatFailureException tooLong)
        {
            call.Telemetry?.Attempted(ModelCallTelemetry.OutcomeOf(tooLong.Failure), duration: null, call: null);
            return Outcome.FromException<ModelReply>(tooLong); // asked nobody, and tells the breaker nothing
        }

        var cancellationToken = context.CancellationToken;
        for (var pauses = 0; ; pauses++)
        {
            BrokenCircuitException refusal;
            try
            {
                using var place = await _limiter.EnterAsync(call.Question.Origin, call.Model, cancellationToken).ConfigureAwait(false);
                if (call.Breaker is not { } breaker)
                {
                    return await SendAsync(call, cancellationToken).ConfigureAwait(false);
                }

                var outcome = await breaker.Pipeline.ExecuteOutcomeAsync(
                    static (context, state) => state.Self.SendAsync(state.Call, context.CancellationToken), context, (Self: this, Call: call)).ConfigureAwait(false);
                if (outcome.Exception is not BrokenCircuitException broken)
                {
                    return outcome;
                }

                refusal = broken;
            }
            catch (Exception exception)
            {
                call.Telemetry?.Attempted(OutcomeOf(exception), duration: null, call: null);
                return Outcome.FromException<ModelReply>(exception);
            }

            var open = call.Breaker!.Refusing;
            if ((pauses >= MostPauses && !open.IsTrying) || (call.HasFallback && FailureRules.AnotherModelMayHelp(open.Failure)))
            {
                return Outcome.FromException<ModelReply>(new ChatFailureException(open.Failure, waited: true));
            }

            try
            {
                await WaitAsync(call, open, refusal, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception)
            {
                return Outcome.FromException<ModelReply>(exception);
            }
        }
    }

    private async Task WaitAsync(ChatCall call, CallBreaker open, BrokenCircuitException refusal, CancellationToken cancellationToken)
    {
        // Not all at the same instant: the first one that comes is the one that tries.
        var pause = (refusal.RetryAfter is { Ticks: > 0 } left ? left : open.Pause) + (open.Pause * (Random.Shared.NextDouble() / 10));
        using var wait = _liveText?.Wait(call.Question.Origin, LiveWaitReason.ProviderUnavailable, pause);
        await open.WaitAsync(pause, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reserves the attempt, sends the request and reads the answer. Never throws.</summary>
    private async ValueTask<Outcome<ModelReply>> SendAsync(ChatCall call, CancellationToken cancellationToken)
    {
        var account = new CallAccount(call.Model, _catalogue);
        var sentAt = default(long?);
        var attempt = default(IAttempt);
        try
        {
            if (_ledger is not null)
            {
                switch (await _ledger.ReserveAsync(call.AskedNow).ConfigureAwait(false))
                {
                    case Reservation.Granted granted:
                        attempt = granted.Attempt;
                        break;
                    case Reservation.Refused refused:
                        call.Telemetry?.Attempted("broke", duration: null, call: null);
                        return Outcome.FromResult<ModelReply>(new ModelRefusal(refused.Reason));
                }
            }

            cancellationToken.ThrowIfCancellationRequested(); // storing took time
            await _limiter.PermitAsync(cancellationToken).ConfigureAwait(false); // may wait: no time runs yet, and nothing is sent
            sentAt = _clock.GetTimestamp();
            using var live = _liveText?.Begin(call.Question.Origin);
            var text = await CollectAsync(call, account, attempt, live, cancellationToken).ConfigureAwait(false);
            var latency = _clock.GetElapsedTime(sentAt.Value);
            var answered = account.ToCall(latency);
            attempt?.Settle(AttemptEnd.Answered(answered));
            var truncated = FailureRules.IsCut(account.FinishReason);
            call.Telemetry?.Attempted(truncated ? "truncated" : "answered", latency, answered);
            if (!truncated)
            {
                live?.Complete();
            }

            return Outcome.FromResult<ModelReply>(new ModelAnswer(text, truncated, CallAccount.Sum(call.Charged, answered)!)
            {
                Doubt = FinishReasons.DoubtOf(account.FinishReason),
            });
        }
        catch (Exception exception)
        {
            if (exception is ChatFailureException { GenerationId: { } generationId })
            {
                attempt?.Identify(generationId); // what it cost can be asked for
            }

            var latency = sentAt is { } sent ? _clock.GetElapsedTime(sent) : default(TimeSpan?);
            var reported = account.ToCallIfReported(latency ?? TimeSpan.Zero);
            attempt?.Settle(EndOf(call, exception, isSent: sentAt is not null, reported, account.Begun));
            call.Telemetry?.Attempted(OutcomeOf(exception), latency, reported);
            call.Charged = CallAccount.Sum(call.Charged, reported);
            return Outcome.FromException<ModelReply>(exception);
        }
    }

    /// <param name="isSent">Whether the permit was given: before that nothing leaves the process.</param>
    /// <param name="reported">What the attempt reported before it failed.</param>
    /// <param name="begun">Whether anything of an answer had come.</param>
    private AttemptEnd EndOf(ChatCall call, Exception exception, bool isSent, ModelCall? reported, bool begun)
    {
        if (!isSent || UnsentException.IsAt(exception))
        {
            return AttemptEnd.NotSent;
        }

        return exception is ChatFailureException failure
            ? AttemptEnd.Failed(failure, reported, begun) with { Reason = ReasonOf(call, failure) }
            : AttemptEnd.BrokenOff(exception, reported);
    }

    private static string OutcomeOf(Exception exception) => exception switch
    {
        ChatFailureException failure => ModelCallTelemetry.OutcomeOf(failure.Failure),
        OperationCanceledException => "cancelled",
        _ => "broke",
    };

    /// <returns>The text of a complete or cut answer, sanitised, never blank.</returns>
    private async Task<string> CollectAsync(
        ChatCall call, CallAccount account, IAttempt? attempt, ICallText? live, CancellationToken cancellationToken)
    {
        using var collected = new TextBuffer();
        var thoughts = ThoughtFilter.For(call.Question);
        var begun = false;
        using var flight = Flight.Begin();
        await foreach (var update in _client.GetStreamingResponseAsync(call.Messages, call.Options, cancellationToken).ConfigureAwait(false))
        {
            account.Add(update);
            if (attempt is not null && update.ResponseId is { } generationId)
            {
                attempt.Identify(generationId);
            }

            foreach (var content in update.Contents)
            {
                if (content is TextContent { Text: { } part })
                {
                    if (!begun)
                    {
                        begun = true;
                        call.Telemetry?.FirstText(_clock.GetUtcNow());
                    }

                    if (thoughts.Append(part) is { Length: > 0 } said)
                    {
                        collected.Append(said);
                        live?.Append(said);
                    }
                }
            }
        }

        if (FailureRules.OfFinish(account.FinishReason) is { } unfinished)
        {
            throw unfinished;
        }

        var isCut = FailureRules.IsCut(account.FinishReason);
        var text = TextSanitiser.Clean(thoughts.End(collected.Drain(), isCut));
        if (!string.IsNullOrWhiteSpace(text))
        {
            return account.CutPrompt(call.Question) is { } cut ? throw cut : text;
        }

        throw new ChatFailureException(isCut || account.Reasoned || thoughts.HasThoughts ? ChatFailure.OnlyReasoning : ChatFailure.Empty);
    }

    /// <summary>Counts a call while it is under way.</summary>
    private readonly struct Flight : IDisposable
    {
        public static Flight Begin()
        {
            CallInstruments.CallsInFlight.Add(1);
            return default;
        }

        public void Dispose() => CallInstruments.CallsInFlight.Add(-1);
    }

    [LoggerMessage(LogLevel.Warning,
        "Attempt {Attempt} at a model call of project {ProjectId}, step {Step}, failed with {Failure} ({Reason}); the next follows in {WaitMs} ms")]
    private partial void LogRetry(Guid projectId, string step, int attempt, ChatFailure failure, string reason, long waitMs);

    [LoggerMessage(LogLevel.Warning,
        "{Provider} refused a request to model {Model}; it is asked again {Change}, as will be for a day (project {ProjectId}, step {Step}; the provider said: {Reason})")]
    private partial void LogAskAgain(string model, string provider, string change, Guid projectId, string step, string? reason);

    [LoggerMessage(LogLevel.Warning,
        "Model {Model} spent its allowance for step {Step} of project {ProjectId} on reasoning and wrote no answer; it is asked again with {MaxTokens} tokens")]
    private partial void LogWidened(Guid projectId, string step, string model, int maxTokens);

    [LoggerMessage(LogLevel.Warning, "Model {Model} gave project {ProjectId} no answer to step {Step}: {Failure}; {Fallback} is asked")]
    private partial void LogFallback(Guid projectId, string step, string model, ChatFailure failure, string fallback);
}
