using AiDevFramework.Evaluation.Scoring;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Settings;
using AiDevFramework.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Evaluation;

/// <summary>Runs ideas through a silo of its own: the product as it is, with the provider of the settings and a database that is
/// thrown away.</summary>
internal static class EvaluationRun
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);

    /// <param name="settings">Go before those of the environment.</param>
    public static async Task<EvaluationResult> RunAsync(
        EvaluationOptions options, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("aidev-evaluation-");
        try
        {
            using var host = Build(data.FullName, settings);
            host.RequireValidSettings();
            await host.StartAsync(cancellationToken);
            var grains = host.Services.GetRequiredService<IGrainFactory>();
            var results = new IdeaScore[options.Ideas.Count];
            await Parallel.ForAsync(
                0, results.Length,
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
                async (at, cancellation) => results[at] = Score(await RunAsync(grains, options, options.Ideas[at], cancellation)));
            await host.StopAsync(cancellationToken);
            return new EvaluationResult(host.Services.GetRequiredService<SiloSummary>().Models, results);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static IHost Build(string data, IReadOnlyDictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = "",
            ["POSTGRES_SERVER"] = "",
            ["POSTGRES_PORT"] = "",
            ["POSTGRES_USER"] = "",
            ["POSTGRES_PASSWORD"] = "",
            ["POSTGRES_DB"] = "",
            ["DATA_DIR"] = data,
            ["OFFLINE_PLANNER_DELAY_MS"] = "0", // nobody watches
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace) // what is scored goes to standard output
            .AddFilter("Orleans", LogLevel.Error);
        builder.AddTelemetry();
        builder.AddProjectSilo();
        return builder.Build();
    }

    private static async Task<EvaluatedProject> RunAsync(
        IGrainFactory grains, EvaluationOptions options, SampleIdea idea, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        var project = grains.GetGrain<IProjectGrain>(id);
        var reader = grains.GetGrain<IProjectReader>(Shard.Of(id, 64));
        await project.CreateAsync(new CreateProject(Guid.CreateVersion7(), idea.Text, Example: idea.Example), cancellationToken);
        await project.StartAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Limit ?? TimeSpan.FromHours(1));
        try
        {
            using var timer = new PeriodicTimer(_look);
            while ((await reader.FindProjectAsync(id, cancellationToken))?.Status is WorkflowStatus.Processing)
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await project.CancelAsync(cancellationToken);
        }

        var ended = new EvaluatedProject(
            idea,
            await reader.FindProjectAsync(id, cancellationToken) ?? throw new InvalidOperationException($"Project {id} is gone."),
            await reader.FindDocumentsAsync(id, cancellationToken) ?? [],
            await reader.FindCostsAsync(id, cancellationToken) ?? new CostReport(id, []),
            await reader.GetEventsAsync(id, after: 0, limit: 1000, cancellationToken))
        {
            LedgerJson = (await reader.FindPlanAsync(id, cancellationToken))?.LedgerJson,
        };
        await KeepAsync(options, ended, cancellationToken);
        return ended;
    }

    private static async Task KeepAsync(EvaluationOptions options, EvaluatedProject ended, CancellationToken cancellationToken)
    {
        if (options.Keep is { } folder)
        {
            Directory.CreateDirectory(folder);
            foreach (var document in ended.Documents)
            {
                var path = Path.Combine(folder, $"{ended.Idea.Name}-{WireName.Of(document.Type)}.md");
                await File.WriteAllTextAsync(path, document.ContentMd, cancellationToken);
            }
        }
    }

    private static IdeaScore Score(EvaluatedProject ended) => new(
        ended.Idea,
        Scorecard.Of(ended),
        [.. ended.Problems()],
        ended.Costs.Rows.Any(row => row.UnpricedCalls > 0) ? null : ended.Costs.Rows.Sum(row => row.KnownCostUsd),
        ended.Time)
    {
        Made = ended.Documents,
        LedgerJson = ended.LedgerJson,
    };
}
