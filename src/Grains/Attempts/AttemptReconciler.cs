using AiDevFramework.Llm;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Attempts;

/// <summary>Asks the provider about attempts of unknown cost: those whose end nobody saw, and answers that did not name theirs. Gives each up when
/// the provider can hardly know any more.</summary>
internal sealed partial class AttemptReconciler(
    IAttemptStore store,
    ProviderLookups provider,
    IOptions<LlmOptions> options,
    TimeProvider clock,
    ILogger<AttemptReconciler> logger) : BackgroundService
{
    private const int PageSize = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Offline)
        {
            return; // nothing costs anything
        }

        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ReconcileAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // another silo asks, or this one when it is back
        }
    }

    private async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var attempt in await store.ClaimUnknownAsync(PageSize, cancellationToken))
            {
                if (await FindCostAsync(attempt, cancellationToken) is { } cost)
                {
                    await store.SettleAsync(attempt, cost, cancellationToken);
                    LogSettled(attempt.Id, attempt.ProjectId, cost.CostUsd);
                }
                else if (attempt is { IsLastCheck: true, Status: AttemptStatus.Unknown })
                {
                    LogGivenUp(attempt.Id, attempt.ProjectId);
                }
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotReconciled(exception); // the database may be away; what was claimed is due again later
        }
    }

    private async Task<GenerationCost?> FindCostAsync(UnknownAttempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.FindCostAsync(attempt.GenerationId, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(attempt.Id, exception.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Attempt {AttemptId} of project {ProjectId} cost {CostUsd} US dollars, the provider says")]
    private partial void LogSettled(Guid attemptId, Guid projectId, decimal costUsd);

    [LoggerMessage(LogLevel.Debug, "The provider could not be asked about attempt {AttemptId}: {Problem}")]
    private partial void LogNotTold(Guid attemptId, string problem);

    [LoggerMessage(LogLevel.Warning, "What attempt {AttemptId} of project {ProjectId} cost stays unknown: the provider does not say")]
    private partial void LogGivenUp(Guid attemptId, Guid projectId);

    [LoggerMessage(LogLevel.Warning, "Unknown attempts could not be settled; the next round tries again")]
    private partial void LogNotReconciled(Exception exception);
}
