using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Llm;

/// <summary>
/// The provider's list of models, fetched in the background and cached. Only runs with a budget wait for the first fetch. Until then,
/// and for models that are not in the list, the specification's prices hold.
/// </summary>
internal sealed partial class ModelCatalogue(
    ProviderLookups provider, IOptions<LlmOptions> options, TimeProvider clock, ILogger<ModelCatalogue> logger)
    : BackgroundService, IModelCatalogue
{
    private static readonly TimeSpan Refresh = TimeSpan.FromHours(6);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    private readonly ModelMemory _memory = new(clock);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile FrozenDictionary<string, ListedModel> _models = FrozenDictionary<string, ListedModel>.Empty;

    public Task Asked => _asked.Task;

    public ModelPrice? PriceOf(string model) =>
        _models.TryGetValue(model, out var listed) && listed.Priced ? listed.Price : PriceTable.PriceOf(model);

    public ModelLimits LimitsOf(string model) =>
        (_models.TryGetValue(model, out var listed) ? listed.Limits : default).Within(_memory.LimitsOf(model));

    public RefusedMembers RefusedBy(string model) =>
        (_models.TryGetValue(model, out var listed) ? listed.Refused : RefusedMembers.None) | _memory.RefusedBy(model);

    public void Remember(string model, RefusedMembers refused, ModelLimits limits) => _memory.Remember(model, refused, limits);

    /// <returns>Whether the provider has a list; where it has not, there is no use in asking again soon.</returns>
    /// <exception cref="Exception">It could not be asked; what was known before stays.</exception>
    public async Task<bool> FetchAsync(CancellationToken cancellationToken)
    {
        using var list = await provider.GetModelsAsync(cancellationToken).ConfigureAwait(false);
        if (list is null || ModelList.Read(list.RootElement) is not { Count: > 0 } models)
        {
            return false;
        }

        _models = models;
        LogFetched(models.Count);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Offline)
        {
            _asked.TrySetResult();
            return;
        }

        try
        {
            await Task.Yield(); // the start of the host goes on
            while (true)
            {
                var pause = await TryFetchAsync(stoppingToken).ConfigureAwait(false);
                _asked.TrySetResult();
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the silo stops
        }
    }

    /// <returns>How long to wait before the next time.</returns>
    private async Task<TimeSpan> TryFetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await FetchAsync(cancellationToken).ConfigureAwait(false))
            {
                LogNone();
            }

            return Refresh;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotFetched(exception.Message);
            return RetryDelay;
        }
    }

    [LoggerMessage(LogLevel.Information, "Prices and limits of {Count} models are known")]
    private partial void LogFetched(int count);

    [LoggerMessage(LogLevel.Information, "The provider has no list of models; the prices of the specification hold")]
    private partial void LogNone();

    [LoggerMessage(LogLevel.Warning, "The provider's list of models could not be fetched ({Problem}); what is known holds")]
    private partial void LogNotFetched(string problem);
}
