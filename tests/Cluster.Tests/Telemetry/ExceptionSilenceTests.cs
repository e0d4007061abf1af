using System.Diagnostics;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.TestSupport.Postgres;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Telemetry;

public sealed class ExceptionSilenceTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Keep_OfNpgsql_KeepsMessagesOutOfTheEventsOfItsSpans()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var data = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync(cancellation));
        var ended = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (ended)
                {
                    ended.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        ExceptionSilence.Apply(["Npgsql"]);

        await using var command = data.CreateCommand("select 'wobblegong'::int");
        await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(cancellation));

        lock (ended)
        {
            var failed = ended.Where(span => span.Events.Any(item => item.Name == "exception")).ToList();
            Assert.NotEmpty(failed);
            Assert.All(failed.SelectMany(span => span.Events).SelectMany(item => item.Tags), tag =>
                Assert.DoesNotContain("wobblegong", tag.Value?.ToString(), StringComparison.Ordinal));
            Assert.Contains(failed.SelectMany(span => span.Events).SelectMany(item => item.Tags), tag => tag.Key == "exception.type");
        }
    }
}
