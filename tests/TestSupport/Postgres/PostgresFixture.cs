using Xunit;

namespace AiDevFramework.TestSupport.Postgres;

/// <summary>
/// One server for all tests of an assembly, started when the first of them asks. Register it once in the test project:
/// <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c>, and take it in the constructor of a test class.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly Lock _lock = new();
    private Task<PostgresServer>? _server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The shared server: do not stop or restart it.</summary>
    public Task<PostgresServer> ServerAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _server ??= PostgresServer.StartAsync(new PostgresOptions(), CancellationToken.None); // it outlives the test that starts it
        }

        return _server.WaitAsync(cancellationToken);
    }

    /// <returns>The connection string of a new, empty database.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var server = await ServerAsync(cancellationToken);
        return await server.CreateDatabaseAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsCompletedSuccessfully: true } or { IsCompleted: false })
        {
            await using var server = await _server;
        }
    }
}
