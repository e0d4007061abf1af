namespace AiDevFramework.TestSupport.Postgres;

/// <summary>How a test's server runs.</summary>
public sealed record PostgresOptions
{
    /// <summary>Whether a commit is on the disk when it returns. Off, it outlives a crash of the server but not of the machine,
    /// which is all that tests need; benchmarks measure with it on.</summary>
    public bool Durable { get; init; }

    public int MaxConnections { get; init; } = 200;

    /// <summary>For tests that stop and restart the server: start one even where <c>AIDEV_TEST_POSTGRES</c> names another.</summary>
    public bool Private { get; init; }
}
