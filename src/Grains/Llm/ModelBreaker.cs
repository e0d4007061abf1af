using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace AiDevFramework.Grains.Llm;

/// <summary>The breakers of this silo, one for each model that was asked: outages of a provider often concern one model.</summary>
internal sealed class ModelBreakers(IOptions<LlmOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ModelBreaker> _breakers = new(StringComparer.Ordinal);

    /// <returns><see langword="null"/> where the settings want none.</returns>
    public ModelBreaker? Of(string model) =>
        options.Value.BreakerSeconds == 0 ? null : _breakers.GetOrAdd(model, static (_, self) => new ModelBreaker(self.Options, self.Time), this);

    private LlmOptions Options => options.Value;

    private TimeProvider Time => time;
}

/// <summary>
/// Opens when half of a model's calls fail as they do in an outage, and then lets one call try it after each pause. A probe that
/// its caller calls off has found out nothing: it counts as failed.
/// </summary>
internal sealed class ModelBreaker
{
    private static readonly TimeSpan Sampling = TimeSpan.FromMinutes(1);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly TimeProvider _time;
    private TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ModelBreaker(LlmOptions options, TimeProvider time)
    {
        _time = time;
        Pause = TimeSpan.FromSeconds(options.BreakerSeconds);
        Pipeline = new ResiliencePipelineBuilder<ModelAnswer> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ModelAnswer>
            {
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakerCalls,
                SamplingDuration = Sampling,
                BreakDuration = Pause,
                StateProvider = _state,
                ShouldHandle = arguments => ValueTask.FromResult(IsOutage(arguments.Outcome.Exception)),
                OnClosed = _ =>
                {
                    Interlocked.Exchange(ref _closed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
                    return default;
                },
            })
            .Build();
    }

    public ResiliencePipeline<ModelAnswer> Pipeline { get; }

    public TimeSpan Pause { get; }

    /// <summary>Waits until the breaker closes, at most as long as it said.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var closed = Volatile.Read(ref _closed).Task;
        if (_state.CircuitState is not CircuitState.Closed)
        {
            await closed.WaitAsync(atMost, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private bool IsOutage(Exception? exception) => exception switch
    {
        null => false,
        ChatFailureException { Failure: var failure } => FailureRules.IsOutage(failure),
        _ => _state.CircuitState is CircuitState.HalfOpen,
    };
}
