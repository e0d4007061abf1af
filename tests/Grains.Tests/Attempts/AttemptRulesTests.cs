using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Attempts;

public sealed class AttemptRulesTests
{
    private static readonly DateTimeOffset _now = WorkflowHistory.Noon;

    [Fact]
    public void WithReservation_OfAStart_ReservesTheFirstAttemptOfTheFirstStep()
    {
        var started = Started();

        var attempt = Assert.Single(started.Attempts);
        Assert.Equal((Step.SmartDetection, 1, 1, AttemptStatus.Open, 0.09m), (attempt.Step, attempt.CallNumber, attempt.Number, attempt.Status, attempt.ReservedUsd));
        Assert.Equal(started.Next.Attempts, [attempt with { Unsaved = false }]);
        var (low, high) = StableId.RangeOf(attempt.ProjectId);
        Assert.InRange(attempt.Id.ToString(), low.ToString(), high.ToString());
    }

    [Fact]
    public void WithReservation_OfATakeOver_MakesTheOpenAttemptUnknownAndReservesAnother()
    {
        var state = Started().Next;

        var taken = AttemptRules.WithReservation(WorkflowRules.TakeOver(state, "other", _now), _ => Quote(0.09m), _now);

        Assert.Collection(
            taken.Attempts,
            lost => Assert.Equal((AttemptStatus.Unknown, "lost", null, 0.09m), (lost.Status, lost.ErrorClass, lost.CostUsd, lost.CountedUsd)),
            next => Assert.Equal((AttemptStatus.Open, 2), (next.Status, next.Number)));
        Assert.Null(taken.Next.Project.Metadata.TotalCostUsd); // what is only reserved was not charged
    }

    [Fact]
    public void Reconcile_OfAnAttemptThatTheProviderToldOf_CountsWhatItCost()
    {
        var taken = AttemptRules.WithReservation(WorkflowRules.TakeOver(Started().Next, "other", _now), _ => Quote(0.09m), _now).Next;
        var (lost, open) = (taken.Attempts[0], taken.Attempts[1]);
        var stored = new[] { lost with { Status = AttemptStatus.Failed, CostUsd = 0.01m, Settled = true }, open };

        var known = AttemptRules.Reconcile(taken, stored);

        Assert.Equal((0.18m, 0.1m), (AttemptRules.SpentUsd(taken), AttemptRules.SpentUsd(known)));
        Assert.Equal(stored, known.Attempts);
        Assert.Equal(taken.Attempts, AttemptRules.Reconcile(taken, taken.Attempts).Attempts); // nothing was told
    }

    [Fact]
    public void Reconcile_OfAnAttemptThatHasEndedSince_KeepsItsEnd()
    {
        var state = Started().Next;
        var closed = AttemptRules.Settle(state, Ends(state, AttemptRules.Lost), _now);

        var known = AttemptRules.Reconcile(closed, [state.Attempts[0] with { Status = AttemptStatus.Failed, CostUsd = 0.01m }]);

        Assert.Equal(closed.Attempts, known.Attempts); // the row is not written yet
    }

    [Fact]
    public void WithReservation_OfARunThatIsGivenBack_ReservesNone()
    {
        var state = AttemptRules.Settle(Started().Next, Ends(Started().Next, AttemptEnd.NotSent), _now);

        var released = AttemptRules.WithReservation(WorkflowRules.Release(state, _now), _ => Quote(0.09m), _now);

        Assert.Equal((AttemptStatus.Cancelled, 0m), (Assert.Single(released.Attempts).Status, released.Attempts[0].CostUsd));
    }

    [Fact]
    public void UnstoredUnsent_OfWhatWasClosedSinceTheLastTransition_AreThoseThatWereNotSent()
    {
        var started = Started().Next;
        var unsent = AttemptRules.Settle(started, Ends(started, AttemptEnd.NotSent), _now);

        Assert.Equal([unsent.Attempts[0].Id], AttemptRules.UnstoredUnsent(unsent));
        Assert.Empty(AttemptRules.UnstoredUnsent(started));
        Assert.Empty(AttemptRules.UnstoredUnsent(AttemptRules.Settle(started, Ends(started, AttemptRules.Lost), _now)));
        Assert.Empty(AttemptRules.UnstoredUnsent(AttemptRules.WithReservation(WorkflowRules.Release(unsent, _now), _ => Quote(0.09m), _now).Next));
    }

    [Fact]
    public void Cancel_AfterAttemptsThatWereCharged_RecordsTheCharges()
    {
        var open = AttemptRules.Reserve(
            AttemptRules.Settle(Started().Next, Ends(Started().Next, new(AttemptStatus.Failed, "unavailable", Call(0.02m))), _now), Quote(0.09m), _now).Next;
        var ended = AttemptRules.Settle(open, Ends(open, new(AttemptStatus.Cancelled, "cancelled", Call(0.03m))), _now);

        var cancelled = AttemptRules.WithReservation(WorkflowRules.Cancel(ended, _now), _ => Quote(0.09m), _now);

        var call = Assert.Single(cancelled.Calls);
        Assert.Equal((CallVerdict.Failed, 0.05m, 30), (call.Verdict, call.Call.CostUsd, call.Call.TotalTokens));
        Assert.Equal(0.05m, cancelled.Next.Project.Metadata.TotalCostUsd);
        Assert.Equal(WorkflowStatus.Cancelled, cancelled.Next.Project.Status);
    }

    [Fact]
    public void Apply_OfAFailureWithoutAnAccount_KeepsWhatItsAttemptsWereCharged()
    {
        var state = AttemptRules.Settle(Started().Next, Ends(Started().Next, new(AttemptStatus.Failed, "broke", Call(0.02m))), _now);

        var failed = WorkflowRules.Apply(
            state, Step.SmartDetection, new StepReply(CallVerdict.Failed, null, null, Failure: new StepFailure("It broke off.", true)), _now);

        Assert.Equal(0.02m, Assert.Single(failed.Calls).Call.CostUsd);
    }

    [Fact]
    public void Refusal_OfAModelWithoutAPrice_IsOneOnlyWhereThereIsABudget()
    {
        Assert.Null(AttemptRules.Refusal(Created(null), Quote(null)));
        Assert.Null(AttemptRules.Refusal(Created(0.09m), Quote(0.09m)));
        Assert.Equal(("budget", true), (AttemptRules.Refusal(Created(100m), Quote(null))!.Message, AttemptRules.Refusal(Created(0.08m), Quote(0.09m))!.RetryAvailable));
    }

    /// <summary>Whatever is answered, fails, is lost or is tried again: the project's attempts never count more than it may cost.</summary>
    [Fact]
    public void Attempts_OfAProjectWithABudget_NeverExceedIt()
    {
        var genStep = Gen.Select(Gen.Enum<Happening>(), Gen.Int[0, 100], Gen.Int[0, 40]);
        Gen.Select(Gen.Int[0, 300], genStep.Array[0, 40]).Sample((limitCents, happenings) =>
        {
            var limit = limitCents / 100m;
            var state = Ride(WorkflowRules.Start(Created(limit), "silo", _now), 9).Next;
            foreach (var (happening, percent, cents) in happenings)
            {
                if (StepRules.NextStep(state.Project) is not { } step || AttemptRules.FindOpen(state) is not { } open)
                {
                    break;
                }

                var cost = open.ReservedUsd!.Value * percent / 100m;
                state = happening switch
                {
                    Happening.TakeOver => Ride(WorkflowRules.TakeOver(state, "other", _now), cents).Next,
                    Happening.Fail or Happening.AttemptCharged => Another(state, new(AttemptStatus.Failed, "unavailable", Call(cost)), cents),
                    Happening.AttemptUnknown => Another(state, new(AttemptStatus.Unknown, "timed_out", null), cents),
                    _ => Ride(WorkflowRules.Apply(state, step, new StepReply(CallVerdict.Continue, Call(cost), "text"), _now), cents).Next,
                };
                Assert.True(AttemptRules.SpentUsd(state) <= limit);
            }
        });

        static Transition Ride(Transition transition, int cents) => AttemptRules.WithReservation(transition, _ => Quote(cents / 100m), _now);

        static WorkflowState Another(WorkflowState state, AttemptEnd end, int cents)
        {
            var closed = AttemptRules.Settle(state, Ends(state, end), _now);
            return AttemptRules.Refusal(closed, Quote(cents / 100m)) is null ? AttemptRules.Reserve(closed, Quote(cents / 100m), _now).Next : closed;
        }
    }

    private static Dictionary<Guid, AttemptEnd> Ends(WorkflowState state, AttemptEnd end) => new() { [AttemptRules.FindOpen(state)!.Id] = end };

    private static Transition Started() => AttemptRules.WithReservation(WorkflowRules.Start(Created(null), "silo", _now), _ => Quote(0.09m), _now);

    private static WorkflowState Created(decimal? maxCostUsd) => WorkflowState.Of(new ProjectSnapshot(
        Guid.Parse("0190a000-0000-7000-8000-426614174000"), Guid.Empty, "A task list that sorts itself", WorkflowStatus.Created, null,
        ProjectMetadata.Empty with { MaxCostUsd = maxCostUsd }, _now, _now, null, 1, null, 0, null, 0));

    private static Quote Quote(decimal? mostUsd) => new("openai/gpt-4o", "openrouter", mostUsd);

    private static ModelCall Call(decimal costUsd) => new("openai/gpt-4o", 10, 5, 15, costUsd, CostSource.Provider, 100, null, "gen-1");
}
