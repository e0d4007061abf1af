using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>Silos that must not start, and how they tell it.</summary>
public sealed class SiloStartTests(PostgresFixture postgres)
{
    [Fact(Timeout = 120_000)]
    public async Task Start_WithoutPostgres_SaysWhatToDoInstead()
    {
        var output = await RefusedAsync(new Dictionary<string, string?>(), TestContext.Current.CancellationToken);

        Assert.Contains("DATABASE_URL", output, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project src/Gateway", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Start_WithSeveralBadSettings_NamesAllOfThem()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var settings = new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = PostgresServer.UrlOf(await postgres.CreateDatabaseAsync(cancellation)),
            ["ORLEANS_CLUSTER_ID"] = "not a name",
            ["ORLEANS_SILO_PORT"] = "12000",
            ["ORLEANS_GATEWAY_PORT"] = "12000",
            ["ORLEANS_ADVERTISED_ADDRESS"] = "no-such-host.invalid",
            ["ORLEANS_DATABASE_URL"] = "mysql://root:secret@db/x",
            ["ORLEANS_PROBE_SECONDS"] = "0",
        };

        var output = await RefusedAsync(settings, cancellation);

        Assert.All(
            settings.Keys.Except(["DATABASE_URL"]), name => Assert.Contains(name, output, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_ThatIsToldToStopWhileItStarts_EndsWithoutAnError()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var silo = await AppProcess.LaunchAsync(
            AppHost.Silo, new AppOptions { Environment = new Dictionary<string, string?> { ["DATABASE_URL"] = $"postgresql://aidev@127.0.0.1:{FreePort.Next()}/aidev" } });
        await silo.WaitForLineAsync(line => line.Contains("Waiting for the database", StringComparison.Ordinal), TimeSpan.FromSeconds(60), cancellation);

        Assert.Equal(0, await silo.TerminateAsync(cancellation));
        Assert.DoesNotContain("Unhandled", silo.Output, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        await using var silo = await AppProcess.LaunchAsync(AppHost.Silo, new AppOptions { Environment = settings });
        await Assert.ThrowsAsync<EndOfStreamException>(() => silo.WaitUntilListeningAsync(cancellationToken));
        Assert.Equal(1, await silo.WaitForExitAsync(cancellationToken));
        return silo.Output;
    }
}
