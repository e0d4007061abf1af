using System.Text.Json;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Cluster.Tests.Money;

/// <summary>Runs of one user on several silos, and one budget.</summary>
public sealed class SharedBudgetTests(PostgresFixture postgres)
{
    private const decimal Limit = 0.6m;

    [Fact(Timeout = 300_000)]
    public async Task Run_OfTwentyAtOnceOverThreeSilos_NeverExceedsWhatTheirUserMaySpend()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await AppCluster.StartAsync(
            postgres, silos: 3, gateways: 2, cancellation, ("MAX_COST_USD_PER_USER_PER_DAY", "0.6"), ("RATE_LIMIT_ENABLED", "false"));
        using var first = cluster.Client(0);
        using var second = cluster.Client(1);
        var projects = await Task.WhenAll(Enumerable.Range(1, 20).Select(number =>
            (number % 2 == 0 ? first : second).CreateProjectAsync($"Number {number} of the bookings for hotels, features=2", cancellation)));
        var other = await first.CreateProjectAsync("A shop for somebody else, features=2", cancellation, userId: "650e8400-e29b-41d4-a716-446655440000");

        await Task.WhenAll(projects.Append(other).Select(project => first.StartWorkflowAsync(project, cancellation)));
        var ended = await Task.WhenAll(projects.Select(project => first.WaitForEndAsync(project, TimeSpan.FromSeconds(120), cancellation)));
        var spared = await first.WaitForEndAsync(other, TimeSpan.FromSeconds(60), cancellation);

        Assert.Equal("COMPLETED", spared.GetProperty("status").GetString());
        var paused = ended.Where(project => project.GetProperty("status").GetString() == "FAILED").ToList();
        Assert.NotEmpty(paused);
        Assert.All(paused, project => Assert.Equal("budget", project.GetProperty("metadata").GetProperty("error").GetString()));
        var bill = cluster.Fake.Log.BilledUsd - BillOf(spared);
        var days = await cluster.CountAsync("select count(distinct day) from user_days", cancellation); // two around midnight
        Assert.InRange(bill, 0.1m, Limit * days); // a good part of it was spent all the same
        Assert.Equal(0, await cluster.CountAsync("select count(*) from llm_attempts where status = 'OPEN'", cancellation));
        Assert.Equal(0, await cluster.CountAsync(
            """
            select count(*)
              from user_days
             where counted_usd <> (select sum(coalesce(cost_usd, reserved_cost_usd))
                                     from llm_attempts
                                     join projects on projects.id = llm_attempts.project_id
                                    where projects.user_id = user_days.user_id
                                      and (llm_attempts.opened_at at time zone 'utc')::date = user_days.day)
            """,
            cancellation));
    }

    private static decimal BillOf(JsonElement project) => project.GetProperty("metadata").GetProperty("total_cost_usd").GetDecimal();
}
