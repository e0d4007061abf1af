using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Attempts;

public sealed class UserBudgetTests
{
    private static readonly Guid _user = Guid.Parse("550e8400-e29b-41d4-a716-446655440000");

    private static readonly UserDay _today = new(_user, new DateOnly(2026, 1, 2));

    [Fact]
    public void Judge_OfAModelWithoutAPrice_Refuses()
    {
        Assert.Equal([BudgetVerdict.Refused], UserBudget.Judge(100m, Counted(0m), [Opening(null)]));
    }

    /// <summary>A recorded example, or a model without a price tag, even on a day whose limit was lowered meanwhile.</summary>
    [Fact]
    public void Judge_OfWhatCostsNothing_GrantsOnAnyDay()
    {
        Assert.Equal([BudgetVerdict.Granted], UserBudget.Judge(1m, Counted(2m), [Opening(0m)]));
        Assert.Equal([BudgetVerdict.Refused], UserBudget.Judge(1m, Counted(2m), [Opening(0.000001m)]));
    }

    [Fact]
    public void Judge_OfMoneyThatANeighbourGivesBack_AsksAgain()
    {
        var verdicts = UserBudget.Judge(1m, Counted(0.95m), [Closing(reserved: 0.5m, cost: 0.1m), Opening(0.2m), Opening(0.05m)]);

        Assert.Equal([BudgetVerdict.Granted, BudgetVerdict.AskAgain, BudgetVerdict.Granted], verdicts);
    }

    /// <summary>Batches of transitions, some of which turn out stale: what is stored never counts more than the limit, and the
    /// first of a batch always gets a final answer.</summary>
    [Fact]
    public void Judge_OfAnyBatches_KeepsTheLimit()
    {
        var genMove = Gen.Select(Gen.Int[0, 50], Gen.Int[0, 100], Gen.Bool);
        Gen.Select(Gen.Int[0, 200], genMove.Array[1, 6].Array[1, 20]).Sample((limitCents, batches) =>
        {
            var limit = limitCents / 100m;
            var counted = 0m;
            var open = new Queue<decimal>();
            foreach (var batch in batches)
            {
                // Each move closes an attempt that is open, where one is, and opens another.
                var moves = batch.Select(move => (
                    Reserved: move.Item1 / 100m, Stale: move.Item3, Closes: open.TryDequeue(out var reserved) ? reserved : (decimal?)null, Percent: move.Item2)).ToList();
                var transitions = moves.Select(move => Moving(move.Closes, move.Closes * move.Percent / 100m, move.Reserved)).ToList();

                var verdicts = UserBudget.Judge(limit, Counted(counted), transitions);

                Assert.NotEqual(BudgetVerdict.AskAgain, verdicts[0]);
                foreach (var ((move, transition), verdict) in moves.Zip(transitions).Zip(verdicts))
                {
                    if (verdict is BudgetVerdict.Granted && !move.Stale)
                    {
                        counted += UserBudget.ChangesOf(transition).Sum(change => change.Usd);
                        open.Enqueue(move.Reserved);
                    }
                    else if (move.Closes is { } still)
                    {
                        open.Enqueue(still);
                    }
                }

                Assert.InRange(counted, 0m, limit);
            }
        });
    }

    private static Dictionary<UserDay, decimal> Counted(decimal usd) => new() { [_today] = usd };

    private static Transition Opening(decimal? reserved) => Moving(null, null, reserved);

    private static Transition Closing(decimal reserved, decimal cost) => With([Attempt(AttemptStatus.Answered, reserved, cost)]);

    private static Transition Moving(decimal? closes, decimal? cost, decimal? opens) => With(
        [.. closes is { } reserved ? [Attempt(AttemptStatus.Answered, reserved, cost)] : Array.Empty<AttemptRecord>(), Attempt(AttemptStatus.Open, opens, null)]);

    private static Transition With(IReadOnlyList<AttemptRecord> attempts)
    {
        var project = new ProjectSnapshot(
            Guid.NewGuid(), _user, "A task list that sorts itself", WorkflowStatus.Processing, Phase.Prd, ProjectMetadata.Empty,
            WorkflowHistory.Noon, WorkflowHistory.Noon, null, 2, "silo", 1, WorkflowHistory.Noon, 1);
        return new Transition(WorkflowState.Of(project), 1, [], [], [], []) { Attempts = attempts };
    }

    private static AttemptRecord Attempt(AttemptStatus status, decimal? reserved, decimal? cost) => new(
        Guid.NewGuid(), Guid.NewGuid(), 1, Step.Prd, 1, 1, "m", "p", reserved, status, cost, CostSource.Provider, null, null, null, null,
        WorkflowHistory.Noon, null);
}
