using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Settings;
using AiDevFramework.TestSupport.Postgres;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Storage;

[Trait("Runs", "Programs")]
public sealed class PostgresStoreTests(PostgresFixture postgres) : StoreTests
{
    [Fact(Timeout = 120_000)]
    public async Task Commit_OfARowThatASessionHolds_WaitsWithoutStoppingTheOthers()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var held = await CreateAsync(storming: true);
        var free = await CreateAsync(storming: true);
        held.Play([Happening.Start]);
        free.Play([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 6)]);
        await using var session = (NpgsqlConnection)await Database.ConnectAsync(cancellation);
        await using var holding = await session.BeginTransactionAsync(cancellation);
        await using var command = new NpgsqlCommand("select 1 from projects where id = $1 for update", session)
        {
            Parameters = { new() { Value = held.State.Project.Id } },
        };
        await command.ExecuteNonQueryAsync(cancellation);

        var waiting = Store.CommitAsync(held.Transitions[0], cancellation);
        foreach (var transition in free.Transitions)
        {
            Assert.Equal(CommitResult.Committed, await Store.CommitAsync(transition, cancellation));
        }

        Assert.False(waiting.IsCompleted, waiting.Exception?.ToString() ?? $"{waiting.Status}");
        await holding.RollbackAsync(cancellation);
        Assert.Equal(CommitResult.Committed, await waiting);
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_AfterTheServerEndedTheConnection_GoesThrough()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);
        history.Play([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 6)]);
        foreach (var transition in history.Transitions)
        {
            await using (var session = (NpgsqlConnection)await Database.ConnectAsync(cancellation))
            {
                await using var command = new NpgsqlCommand(
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'aidev writes' and datname = current_database()",
                    session);
                await command.ExecuteNonQueryAsync(cancellation);
            }

            Assert.Equal(CommitResult.Committed, await Store.CommitAsync(transition, cancellation));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task ClaimOrphans_BySeveralSilosAtOnce_GivesEachRunToOneOfThem()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var orphans = new List<Guid>();
        for (var made = 0; made < 12; made++)
        {
            var history = await CreateAsync(storming: true);
            history.Play([Happening.Start]);
            Assert.Equal(CommitResult.Committed, await Store.CommitAsync(history.Transitions[0], cancellation));
            orphans.Add(history.State.Project.Id);
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Store.ClaimOrphansAsync([], 20, cancellation)));

        Assert.Equal(orphans.Order(), claims.SelectMany(claim => claim).Select(run => run.ProjectId).Order());
        Assert.Empty(await Store.ClaimOrphansAsync([], 20, cancellation)); // nobody else sets out while they are being woken
    }

    [Fact(Timeout = 120_000)]
    public async Task Commit_BySomebodyWhoWasVotedOut_ChangesNothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var history = await CreateAsync(storming: true);
        history.Play([Happening.Start]);
        var start = history.Transitions[0];
        var owned = start with { Next = start.Next with { Project = start.Next.Project with { Owner = "127.0.0.1:11111@77" } } };
        await using var session = (NpgsqlConnection)await Database.ConnectAsync(cancellation);
        await using var vote = new NpgsqlCommand(
            """
            insert into orleans_clusters (cluster_id, version) values ('tests', 1);
            insert into orleans_members (cluster_id, address, port, generation, silo_name, host_name, status, gateway_port, started_at, alive_at)
            values ('tests', '127.0.0.1', 11111, 77, 'one', 'here', 6, 0, now(), now()),
                   ('tests', '127.0.0.1', 11111, 78, 'one', 'here', 3, 0, now(), now())
            """,
            session);
        await vote.ExecuteNonQueryAsync(cancellation);

        Assert.Equal(CommitResult.Stale, await Store.CommitAsync(owned, cancellation));

        var successor = owned with { Next = owned.Next with { Project = owned.Next.Project with { Owner = "127.0.0.1:11111@78" } } };
        Assert.Equal(CommitResult.Committed, await Store.CommitAsync(successor, cancellation));
    }

    internal override async Task<DatabaseOptions> CreateDatabaseAsync(CancellationToken cancellationToken) =>
        new() { Url = PostgresServer.UrlOf(await postgres.CreateDatabaseAsync(cancellationToken)) };
}
