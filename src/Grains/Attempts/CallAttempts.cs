using System.Collections.Immutable;
using System.Diagnostics;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>
/// The attempts at one model call while it is under way, and the project's state with them. The worker reserves one attempt after the
/// other here; when it has left, the run goes on from <see cref="Settled"/>. Both are on one silo.
/// </summary>
/// <param name="state">Has the first attempt, which is stored already.</param>
/// <param name="givingUp">Ends the waiting for a database that is away.</param>
internal sealed class CallAttempts(WorkflowState state, RunLedger ledger, TimeProvider clock, CancellationToken givingUp)
{
    private readonly Activity? _driving = Activity.Current; // the run's span: its commits belong there
    private WorkflowState _state = state;

    /// <summary>Replaced by the one who reserves; others look at what it was.</summary>
    private volatile ImmutableList<ReservedAttempt> _attempts =
        [new(AttemptRules.FindOpen(state) ?? throw new InvalidOperationException($"Nothing is reserved for project {state.Project.Id}."))];

    /// <summary>Reserves the attempt that asks <paramref name="question"/>: when it is granted, it is stored.</summary>
    /// <exception cref="OperationCanceledException">The run is not this silo's any more, or it was given up.</exception>
    public async ValueTask<Reservation> ReserveAsync(ModelQuestion question)
    {
        // Stored with the transition that made this call the next one.
        if (_attempts.Find(attempt => !attempt.IsSent && attempt.Model == question.Model) is { } first)
        {
            return new Reservation.Granted(first.Send(clock.GetTimestamp()));
        }

        Activity.Current = _driving;
        try
        {
            _state = Settle(over: false);
            var answer = await ledger.ReserveAsync(_state, question, givingUp);
            _state = answer.State;
            return answer switch
            {
                RunReservation.Granted granted => new Reservation.Granted(Add(granted.Attempt)),
                RunReservation.Refused refused => new Reservation.Refused(refused.Reason),
                _ => throw new UnreachableException($"A reservation is neither granted nor refused: {answer}."),
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new RunLostException("The attempt could not be stored.", exception);
        }
    }

    /// <summary>The state with the ends of all attempts, for the next transition to store. To be asked for when the worker has left.</summary>
    public WorkflowState Settled() => Settle(over: true);

    /// <summary>Attempts under way since before <paramref name="sentBefore"/> whose provider's id is known and not stored yet.</summary>
    public IEnumerable<ReservedAttempt> Unnoted(long sentBefore) => _attempts.Where(attempt => attempt.WantsNote(sentBefore));

    /// <param name="over">Whether the work has ended, so that no attempt goes on.</param>
    private WorkflowState Settle(bool over) => AttemptRules.Settle(
        _state,
        _attempts.Where(attempt => over || attempt.HasEnded).ToDictionary(attempt => attempt.Id, attempt => attempt.End),
        WireTime.Now(clock));

    private ReservedAttempt Add(AttemptRecord stored)
    {
        var attempt = new ReservedAttempt(stored).Send(clock.GetTimestamp());
        _attempts = _attempts.Add(attempt);
        return attempt;
    }
}
