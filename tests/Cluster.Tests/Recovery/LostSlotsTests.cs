using System.Diagnostics;
using System.Globalization;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.Grains.Abstractions.Slots;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Recovery;

/// <summary>A silo that is killed takes no slot of a limited model with it, and lends none to the others before its calls have ended.</summary>
public sealed class LostSlotsTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const string Model = "openai/gpt-4o"; // of all steps but the first
    private const int Limit = 6;
    private const int Runs = 24;

    /// <summary>What a call lasts at least once nobody holds it, and what the provider may be late in noticing its end.</summary>
    private static readonly (TimeSpan Least, TimeSpan Late) _call = (TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(400));

    /// <summary>From a silo's death to the use of its slots: the lease runs out, or the silo that kept account of the slots is
    /// noticed to be gone and its successor waits for one lease; then comes the next ask. The rest is for a busy machine.</summary>
    private static readonly TimeSpan Free = IModelSlots.Lease + IModelSlots.Renewal + TimeSpan.FromSeconds(13);

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    [Fact(Timeout = 400_000)]
    public async Task Kill_OfEverySiloThatHoldsSlots_FreesThemForTheOthers()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await AppCluster.StartAsync(
            postgres, silos: 3, gateways: 1, cancellation, ("LLM_MODEL_LIMITS", string.Create(CultureInfo.InvariantCulture, $"{Model}={Limit}")));
        using var api = cluster.Client(0);
        cluster.Fake.Script.When(Steps.Prd).Answer(Behaviours.Held());
        var tooMany = cluster.Fake.Script.WaitForHeldAsync(Limit + 1, cancellation);
        var runs = await Task.WhenAll(Enumerable.Range(1, Runs).Select(async number =>
        {
            var mark = $"[[slots-{number}]]";
            return (Mark: mark, Project: await api.CreateProjectAsync($"A shop for plants, features=2 {mark}", cancellation));
        }));
        var projects = runs.ToDictionary(run => run.Mark, run => run.Project);
        await Task.WhenAll(projects.Values.Select(project => api.StartWorkflowAsync(project, cancellation)));

        var left = cluster.Silos.ToHashSet();
        while (left.Count > 0) // all of them in turn: one keeps account of the slots
        {
            var holders = new Dictionary<AppProcess, List<LoggedCall>>();
            foreach (var call in await cluster.Fake.Script.WaitForHeldAsync(Limit, cancellation).WaitAsync(Machine.Allow(Free), cancellation))
            {
                var owner = await cluster.OwnerAsync(projects[call.Mark], cancellation);
                holders.TryAdd(owner, []);
                holders[owner].Add(call);
            }

            var lost = holders.Where(holder => left.Contains(holder.Key)).MaxBy(holder => holder.Value.Count);
            Assert.True(lost.Key is not null, "None of the silos that are left has a slot.");
            left.Remove(lost.Key);
            var since = Stopwatch.GetTimestamp();
            await lost.Key.KillAsync(cancellation);
            foreach (var call in lost.Value)
            {
                await cluster.Fake.Log.WaitForAsync(logged => logged == call && logged.Outcome == CallOutcome.ClientGone, cancellation);
            }

            await cluster.Fake.Script.WaitForHeldAsync(Limit, cancellation).WaitAsync(Machine.Allow(Free), cancellation);
            output.WriteLine($"{lost.Value.Count} slots were in use again after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s");
            await lost.Key.StartAsync(cancellation);
        }

        cluster.Fake.Script.Clear();
        cluster.Fake.Script.When().Answer(Behaviours.SlowFirstByte((int)_call.Least.TotalMilliseconds));
        cluster.Fake.Script.Release();
        foreach (var project in projects.Values)
        {
            var ended = await api.WaitForEndAsync(project, Deadline, cancellation);
            Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
        }

        Assert.False(tooMany.IsCompleted);
        Assert.InRange(MostAtOnce([.. cluster.Fake.Log.Calls.Where(call => call.Model == Model)]), 2, Limit);
    }

    /// <summary>How many calls the provider had under way at the same time at the most.</summary>
    private static int MostAtOnce(IReadOnlyList<LoggedCall> calls)
    {
        var (most, now) = (0, 0);
        foreach (var (_, change) in calls
            .SelectMany(call => new[] { (At: call.StartedAt, Change: 1), (At: call.FinishedAt!.Value - _call.Late, Change: -1) })
            .OrderBy(step => step.At).ThenBy(step => step.Change))
        {
            now += change;
            most = Math.Max(most, now);
        }

        return most;
    }
}
