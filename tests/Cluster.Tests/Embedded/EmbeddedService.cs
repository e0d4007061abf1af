using AiDevFramework.FakeOpenRouter;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>The whole service as one real process, and the OpenRouter that it asks.</summary>
internal sealed class EmbeddedService : IAsyncDisposable
{
    private EmbeddedService(FakeOpenRouterServer models, AppProcess process)
    {
        Models = models;
        Process = process;
        Api = new ApiClient(process.Address, AppProcess.AdminToken); // the port stays over restarts
    }

    public FakeOpenRouterServer Models { get; }

    public AppProcess Process { get; }

    public ApiClient Api { get; }

    /// <param name="postgres">Connection string of an empty database; <see langword="null"/> for the SQLite file.</param>
    /// <param name="settings">Further settings of the service.</param>
    public static async Task<EmbeddedService> StartAsync(
        string? postgres, CancellationToken cancellationToken, params (string Name, string? Value)[] settings)
    {
        var models = await FakeOpenRouterServer.StartAsync();
        try
        {
            var environment = new Dictionary<string, string?>
            {
                ["OPENROUTER_BASE_URL"] = models.BaseAddress.AbsoluteUri,
                ["OPENROUTER_API_KEY"] = "fake-key",
                ["DATABASE_URL"] = postgres is null ? null : PostgresServer.UrlOf(postgres),
            };
            foreach (var (name, value) in settings)
            {
                environment[name] = value;
            }

            var process = await AppProcess.StartAsync(AppHost.Gateway, new AppOptions { Environment = environment }, cancellationToken);
            return new EmbeddedService(models, process);
        }
        catch
        {
            await models.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Process.DisposeAsync();
        await Models.DisposeAsync();
    }
}
