using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>A gateway with its silo as a process of its own, on a database of its own, with the load that measures it.</summary>
internal sealed class MeasuredService(string name, AppProcess process, ServiceApi api) : IAsyncDisposable
{
    public const string Key = "service";

    public string Name { get; } = name;

    public Load Load { get; } = new(
        api.RunWorkflowAsync, new Dictionary<string, Func<TimeSpan>> { [Key] = () => ProcessorTime.Of(process.Id) });

    /// <param name="host">The build of the gateway.</param>
    /// <param name="fake">The address of the fake OpenRouter.</param>
    /// <param name="server">Where its database is made; <see langword="null"/>: SQLite.</param>
    public static async Task<MeasuredService> StartAsync(
        string name, AppHost host, Uri fake, PostgresServer? server, CancellationToken cancellationToken)
    {
        var settings = await ServiceSettings.ForAsync(fake, server, cancellationToken);
        var process = await AppProcess.StartAsync(host, new AppOptions { Environment = settings }, cancellationToken);
        return new MeasuredService(name, process, new ServiceApi(process.Address, AppProcess.AdminToken, Feed.WebSocket));
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await process.DisposeAsync();
    }
}
