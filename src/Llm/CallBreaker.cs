using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace AiDevFramework.Llm;

/// <summary>
/// The breakers of this silo: one for the provider, which opens where it cannot be reached at all, and behind it one for each model
/// that was asked, since an outage beyond the provider's door often concerns one model.
/// </summary>
internal sealed class CallBreakers(IOptions<LlmOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, CallBreaker> _models = new(StringComparer.Ordinal);
    private readonly Lazy<CallBreaker> _provider = new(() =>
        new CallBreaker(options.Value, clock, ChatFailure.Unreachable, static failure => failure is ChatFailure.Unreachable));

    /// <returns>The breaker of the model, with the provider's inside; <see langword="null"/> where the settings want none.</returns>
    public CallBreaker? Of(string model) =>
        options.Value.BreakerSeconds == 0 ? null : _models.GetOrAdd(model, static (_, self) => self.NewModel(), this);

    private CallBreaker NewModel() => new(options.Value, clock, ChatFailure.Unavailable, FailureRules.IsOutage, _provider.Value);
}

/// <summary>
/// Opens when half of the calls fail as they do in an outage, and then lets one call try after each pause. A probe that finds out
/// nothing, because its caller calls it off or because the provider is not reached, counts as failed.
/// </summary>
internal sealed class CallBreaker
{
    private static readonly TimeSpan Sampling = TimeSpan.FromMinutes(1);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly TimeProvider _clock;
    private readonly Func<ChatFailure, bool> _isOutage;
    private readonly CallBreaker? _inner;
    private TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="failure">The failure of a call that finds the breaker open.</param>
    /// <param name="isOutage">The failures that count.</param>
    /// <param name="inner">Another breaker that a call passes after this one.</param>
    public CallBreaker(LlmOptions options, TimeProvider clock, ChatFailure failure, Func<ChatFailure, bool> isOutage, CallBreaker? inner = null)
    {
        (_clock, _isOutage, _inner) = (clock, isOutage, inner);
        Failure = failure;
        Pause = TimeSpan.FromSeconds(options.BreakerSeconds);
        Pipeline = new ResiliencePipelineBuilder<ModelReply> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ModelReply>
            {
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakerCalls,
                SamplingDuration = Sampling,
                BreakDuration = Pause,
                StateProvider = _state,
                ShouldHandle = arguments => ValueTask.FromResult(IsOutage(arguments.Outcome)),
                OnClosed = _ =>
                {
                    Interlocked.Exchange(ref _closed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
                    return default;
                },
            })
            .AddPipeline(inner?.Pipeline ?? ResiliencePipeline<ModelReply>.Empty)
            .Build();
    }

    public ResiliencePipeline<ModelReply> Pipeline { get; }

    public ChatFailure Failure { get; }

    public TimeSpan Pause { get; }

    /// <summary>The breaker that refused a call: the one to wait for.</summary>
    public CallBreaker Refusing => _inner is { IsClosed: false } ? _inner : this;

    /// <summary>Whether a probing call is under way. A long answer takes minutes.</summary>
    public bool IsTrying => _state.CircuitState is CircuitState.HalfOpen;

    private bool IsClosed => _state.CircuitState is CircuitState.Closed;

    /// <summary>Waits until the breaker closes, at most as long as it said.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var closed = Volatile.Read(ref _closed).Task;
        if (!IsClosed)
        {
            await closed.WaitAsync(atMost, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private bool IsOutage(Outcome<ModelReply> outcome) => outcome.Exception switch
    {
        null => outcome.Result is ModelRefusal && _state.CircuitState is CircuitState.HalfOpen, // nobody was asked
        ChatFailureException { Failure: var failure } when _isOutage(failure) => true,
        ChatFailureException { Failure: not ChatFailure.Unreachable } => false,
        _ => _state.CircuitState is CircuitState.HalfOpen,
    };
}
