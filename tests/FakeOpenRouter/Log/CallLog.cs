namespace AiDevFramework.FakeOpenRouter.Log;

/// <summary>Every chat completion that was asked for, in order. Safe to read while calls run.</summary>
public sealed class CallLog
{
    private readonly Lock _gate = new();
    private readonly List<LoggedCall> _calls = [];
    private readonly List<string> _lookups = [];
    private readonly Dictionary<string, int> _perStep = [];
    private readonly Dictionary<string, LoggedCall> _byGeneration = [];
    private readonly List<(Func<LoggedCall, bool> Match, TaskCompletionSource<LoggedCall> Signal)> _waiting = [];
    private int _ordinal;

    /// <summary>A copy of the log as it is now.</summary>
    public IReadOnlyList<LoggedCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Path and query of every request for models, generations and the key.</summary>
    public IReadOnlyList<string> Lookups
    {
        get
        {
            lock (_gate)
            {
                return [.. _lookups];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>What all calls were billed together; calls without a price count nothing.</summary>
    public decimal BilledUsd => Calls.Sum(call => call.BilledUsd ?? 0m);

    public IReadOnlyList<LoggedCall> Of(string step) => [.. Calls.Where(call => call.Step == step)];

    /// <summary>The first call, present or future, that matches. Asked again when a call starts and when it ends.</summary>
    public async Task<LoggedCall> WaitForAsync(Func<LoggedCall, bool> match, CancellationToken cancellationToken)
    {
        TaskCompletionSource<LoggedCall> signal;
        lock (_gate)
        {
            if (_calls.Find(call => match(call)) is { } found)
            {
                return found;
            }

            signal = new TaskCompletionSource<LoggedCall>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((match, signal));
        }

        return await signal.Task.WaitAsync(cancellationToken);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
            _lookups.Clear();
            _perStep.Clear();
            _byGeneration.Clear();
        }
    }

    internal LoggedCall? FindGeneration(string id)
    {
        lock (_gate)
        {
            return _byGeneration.GetValueOrDefault(id);
        }
    }

    internal void Begin(LoggedCall call)
    {
        lock (_gate)
        {
            call.Ordinal = ++_ordinal;
            call.NthOfStep = _perStep[call.Step] = _perStep.GetValueOrDefault(call.Step) + 1;
            call.GenerationId = $"gen-{call.StartedAt.ToUnixTimeSeconds()}-{call.Ordinal:D10}";
            _calls.Add(call);
            _byGeneration[call.GenerationId] = call;
            Announce(call);
        }
    }

    internal void Finish(LoggedCall call, CallOutcome outcome, DateTimeOffset now)
    {
        lock (_gate)
        {
            call.FinishedAt = now;
            call.Outcome = outcome;
            Announce(call);
        }
    }

    internal void Lookup(string pathAndQuery)
    {
        lock (_gate)
        {
            _lookups.Add(pathAndQuery);
        }
    }

    private void Announce(LoggedCall call)
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Match(call))
            {
                _waiting[i].Signal.TrySetResult(call);
                _waiting.RemoveAt(i);
            }
        }
    }
}
