using System.Collections.Immutable;
using AiDevFramework.FakeOpenRouter.Log;

namespace AiDevFramework.FakeOpenRouter.Script;

/// <summary>
/// The rules of a fake. <c>fake.Script.When(step: Steps.Prd, nth: 1).Answer(Behaviours.RateLimited(retryAfter: "1"))</c>.
/// The newest rule that has something to say about a call wins; where none has, the answer is clean.
/// </summary>
public sealed class FakeScript
{
    private readonly Lock _gate = new();
    private readonly List<(LoggedCall Call, TaskCompletionSource Released)> _held = [];
    private readonly List<(int Count, TaskCompletionSource<IReadOnlyList<LoggedCall>> Signal)> _waiting = [];
    private ImmutableArray<ScriptRule> _rules = [];

    /// <summary>Calls that are held now.</summary>
    public IReadOnlyList<LoggedCall> Held
    {
        get
        {
            lock (_gate)
            {
                return [.. _held.Select(held => held.Call)];
            }
        }
    }

    /// <param name="step">One of <see cref="Steps"/>; every step where <see langword="null"/>.</param>
    /// <param name="nth">1 for the first call of that step and marker from now on; every call where <see langword="null"/>.</param>
    /// <param name="marker">Text that the prompt must contain. A mark of the form <c>[[…]]</c> in an idea is carried over into
    /// the PRD and so is found in the prompts of all steps.</param>
    public ScriptRule When(string? step = null, int? nth = null, string? marker = null)
    {
        if (step is not null && !Steps.All.Contains(step))
        {
            throw new ArgumentException($"'{step}' is none of {string.Join(", ", Steps.All)}.", nameof(step));
        }

        return new ScriptRule(this, step, nth, marker);
    }

    /// <summary>Forgets all rules. Calls that are held stay held.</summary>
    public void Clear() => ImmutableInterlocked.Update(ref _rules, static _ => []);

    /// <summary>Completes when a call is held or stalled, with all that are.</summary>
    public Task<IReadOnlyList<LoggedCall>> WaitForHeldAsync(CancellationToken cancellationToken) => WaitForHeldAsync(1, cancellationToken);

    /// <summary>Completes when <paramref name="count"/> calls are held or stalled at the same time, with those calls.</summary>
    public async Task<IReadOnlyList<LoggedCall>> WaitForHeldAsync(int count, CancellationToken cancellationToken)
    {
        TaskCompletionSource<IReadOnlyList<LoggedCall>> signal;
        lock (_gate)
        {
            if (_held.Count >= count)
            {
                return [.. _held.Select(held => held.Call)];
            }

            signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, signal));
        }

        return await signal.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets all calls go on that are held or stalled now.</summary>
    /// <returns>How many they were.</returns>
    public int Release()
    {
        lock (_gate)
        {
            var count = _held.Count;
            foreach (var (_, released) in _held)
            {
                released.TrySetResult();
            }

            _held.Clear();
            return count;
        }
    }

    internal Behaviour? Next(string step, ReadOnlySpan<byte> prompt)
    {
        var rules = _rules;
        Behaviour? behaviour = null;
        for (var i = rules.Length - 1; i >= 0; i--)
        {
            var next = rules[i].Next(step, prompt); // asked even where a newer rule has spoken: it counts its calls
            behaviour ??= next;
        }

        return behaviour;
    }

    internal void Add(ScriptRule rule) => ImmutableInterlocked.Update(
        ref _rules, static (rules, rule) => rules.Contains(rule) ? rules : rules.Add(rule), rule);

    internal async Task HoldAsync(LoggedCall call, CancellationToken cancellationToken)
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _held.Add((call, released));
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                if (_held.Count >= _waiting[i].Count)
                {
                    _waiting[i].Signal.TrySetResult([.. _held.Select(held => held.Call)]);
                    _waiting.RemoveAt(i);
                }
            }
        }

        try
        {
            await released.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                _held.RemoveAll(held => held.Released == released);
            }
        }
    }
}
