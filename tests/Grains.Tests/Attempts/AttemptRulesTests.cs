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
    public void Ride_OfAStart_OpensTheFirstAttemptOfTheFirstStep()
    {
        var started = Started();

        var attempt = Assert.Single(started.Attempts);
        Assert.Equal((Step.SmartDetection, 1, 1, AttemptStatus.Open, 0.09m), (attempt.Step, attempt.CallNumber, attempt.Number, attempt.Status, attempt.ReservedUsd));
        Assert.Equal(started.Next.Attempts, [attempt with { Unsaved = false }]);
        var (low, high) = StableId.RangeOf(attempt.ProjectId);
        Assert.InRange(attempt.Id.ToString(), low.ToString(), high.ToString());
    }

    [Fact]
    public void Ride_OfATakeOver_MakesTheOpenAttemptUnknownAndOpensAnother()
    {
        var state = Started().Next;

        var taken = AttemptRules.Ride(WorkflowRules.TakeOver(state, "other", _now), _ => Plan(0.09m), _now);

        Assert.Collection(
            taken.Attempts,
            lost => Assert.Equal((AttemptStatus.Unknown, "lost", null, 0.09m), (lost.Status, lost.ErrorClass, lost.CostUsd, lost.CountedUsd)),
            next => Assert.Equal((AttemptStatus.Open, 2), (next.Status, next.Number)));
        Assert.Null(taken.Next.Project.Metadata.TotalCostUsd); // what is only reserved was not charged
    }

    [Fact]
    public void Learn_OfAnAttemptThatTheProviderToldOf_CountsWhatItCost()
    {
        var taken = AttemptRules.Ride(WorkflowRules.TakeOver(Started().Next, "other", _now), _ => Plan(0.09m), _now).Next;
        var (lost, open) = (taken.Attempts[0], taken.Attempts[1]);
        var stored = new[] { lost with { Status = AttemptStatus.Failed, CostUsd = 0.01m, Settled = true }, open };

        var known = AttemptRules.Learn(taken, stored);

        Assert.Equal((0.18m, 0.1m), (AttemptRules.SpentUsd(taken), AttemptRules.SpentUsd(known)));
        Assert.Equal(stored, known.Attempts);
        Assert.Equal(taken.Attempts, AttemptRules.Learn(taken, taken.Attempts).Attempts); // nothing was told
    }

    [Fact]
    public void Learn_OfAnAttemptThatHasEndedSince_KeepsItsEnd()
    {
        var state = Started().Next;
        var closed = AttemptRules.Close(state, Ends(state, AttemptRules.Lost), _now);

        var known = AttemptRules.Learn(closed, [state.Attempts[0] with { Status = AttemptStatus.Failed, CostUsd = 0.01m }]);

        Assert.Equal(closed.Attempts, known.Attempts); // the row is not written yet
    }

    [Fact]
    public void Ride_OfARunThatIsGivenBack_OpensNone()
    {
        var state = AttemptRules.Close(Started().Next, Ends(Started().Next, AttemptEnd.NotSent), _now);

        var released = AttemptRules.Ride(WorkflowRules.Release(state, _now), _ => Plan(0.09m), _now);

        Assert.Equal((AttemptStatus.Cancelled, 0m), (Assert.Single(released.Attempts).Status, released.Attempts[0].CostUsd));
    }

    [Fact]
    public void UntoldUnsent_OfWhatWasClosedSinceTheLastTransition_AreThoseThatWereNotSent()
    {
        var started = Started().Next;
        var unsent = AttemptRules.Close(started, Ends(started, AttemptEnd.NotSent), _now);

        Assert.Equal([unsent.Attempts[0].Id], AttemptRules.UntoldUnsent(unsent));
        Assert.Empty(AttemptRules.UntoldUnsent(started));
        Assert.Empty(AttemptRules.UntoldUnsent(AttemptRules.Close(started, Ends(started, AttemptRules.Lost), _now)));
        Assert.Empty(AttemptRules.UntoldUnsent(AttemptRules.Ride(WorkflowRules.Release(unsent, _now), _ => Plan(0.09m), _now).Next));
    }

    [Fact]
    public void Cancel_AfterAttemptsThatWereCharged_RecordsTheCharges()
    {
        var open = AttemptRules.Open(
            AttemptRules.Close(Started().Next, Ends(Started().Next, new(AttemptStatus.Failed, "unavailable", Call(0.02m))), _now), Plan(0.09m), _now).Next;
        var ended = AttemptRules.Close(open, Ends(open, new(AttemptStatus.Cancelled, "cancelled", Call(0.03m))), _now);

        var cancelled = AttemptRules.Ride(WorkflowRules.Cancel(ended, _now), _ => Plan(0.09m), _now);

        var call = Assert.Single(cancelled.Calls);
        Assert.Equal((CallVerdict.Failed, 0.05m, 30), (call.Verdict, call.Call.CostUsd, call.Call.TotalTokens));
        Assert.Equal(0.05m, cancelled.Next.Project.Metadata.TotalCostUsd);
        Assert.Equal(WorkflowStatus.Cancelled, cancelled.Next.Project.Status);
    }

    [Fact]
    public void Apply_OfAFailureWithoutAnAccount_KeepsWhatItsAttemptsWereCharged()
    {
        var state = AttemptRules.Close(Started().Next, Ends(Started().Next, new(AttemptStatus.Failed, "broke", Call(0.02m))), _now);

        var failed = WorkflowRules.Apply(
            state, Step.SmartDetection, new StepReply(CallVerdict.Failed, null, null, Failure: new StepFailure("It broke off.", true)), _now);

        Assert.Equal(0.02m, Assert.Single(failed.Calls).Call.CostUsd);
    }

    [Fact]
    public void Refusal_OfAModelWithoutAPrice_IsOneOnlyWhereThereIsABudget()
    {
        Assert.Null(AttemptRules.Refusal(Created(null), Plan(null)));
        Assert.Null(AttemptRules.Refusal(Created(0.09m), Plan(0.09m)));
        Assert.Equal(("budget", true), (AttemptRules.Refusal(Created(100m), Plan(null))!.Message, AttemptRules.Refusal(Created(0.08m), Plan(0.09m))!.RetryAvailable));
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
                if (StepRules.NextStep(state.Project) is not { } step || AttemptRules.OpenOf(state) is not { } open)
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

        static Transition Ride(Transition transition, int cents) => AttemptRules.Ride(transition, _ => Plan(cents / 100m), _now);

        static WorkflowState Another(WorkflowState state, AttemptEnd end, int cents)
        {
            var closed = AttemptRules.Close(state, Ends(state, end), _now);
            return AttemptRules.Refusal(closed, Plan(cents / 100m)) is null ? AttemptRules.Open(closed, Plan(cents / 100m), _now).Next : closed;
        }
    }

    private static Dictionary<Guid, AttemptEnd> Ends(WorkflowState state, AttemptEnd end) => new() { [AttemptRules.OpenOf(state)!.Id] = end };

    private static Transition Started() => AttemptRules.Ride(WorkflowRules.Start(Created(null), "silo", _now), _ => Plan(0.09m), _now);

    private static WorkflowState Created(decimal? maxCostUsd) => WorkflowState.Of(new ProjectSnapshot(
        Guid.Parse("0190a000-0000-7000-8000-426614174000"), Guid.Empty, "A task list that sorts itself", WorkflowStatus.Created, null,
        ProjectMetadata.Empty with { MaxCostUsd = maxCostUsd }, _now, _now, null, 1, null, 0, null, 0));

    private static AttemptPlan Plan(decimal? reservedUsd) => new("openai/gpt-4o", "openrouter", reservedUsd);

    private static ModelCall Call(decimal costUsd) => new("openai/gpt-4o", 10, 5, 15, costUsd, CostSource.Provider, 100, null, "gen-1");
}
