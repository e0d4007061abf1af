using AiDevFramework.Gateway.Costs;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.Settings;
using AiDevFramework.Web.SystemPage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Pages.SystemPages;

/// <summary>Looks how the service is. What does not answer is left out: this page is for when something is wrong.</summary>
internal sealed class SystemFacts(
    HealthCheckService health, IEnumerable<GatewayCensus> census, Estimates estimates, IGrainFactory grains, IConfiguration configuration,
    IOptions<GatewayOptions> options, IOptions<NodeOptions> node, TimeProvider clock)
{
    /// <summary>For each of the questions to the cluster.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Any idea names the same models.</summary>
    private const string SomeIdea = "A list of things to do that sorts itself";

    public async Task<SystemModel> ReadAsync(CancellationToken cancellationToken)
    {
        var report = health.CheckHealthAsync(cancellationToken);
        var silos = AnswerAsync(SilosAsync, cancellationToken);
        var models = AnswerAsync(ModelsAsync, cancellationToken);
        return new SystemModel(
            options.Value.Version,
            Environment.Version.ToString(),
            [.. (await report).Entries.Select(entry => new SystemCheck(entry.Key, entry.Value.Status is HealthStatus.Healthy ? null : entry.Value.Description ?? "?"))],
            await silos,
            census.FirstOrDefault()?.Count ?? 1, // none counts where the service is one process
            await models,
            [.. KnownSettings.Names.Order(StringComparer.Ordinal).Select(name => new SettingState(name, !string.IsNullOrEmpty(configuration[name])))],
            node.Value.DashboardEnabled);
    }

    private async Task<IReadOnlyList<T>> AnswerAsync<T>(Func<CancellationToken, Task<IReadOnlyList<T>>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken).WaitAsync(Patience, clock, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<string>> SilosAsync(CancellationToken cancellationToken)
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true, cancellationToken);
        return [.. hosts.Select(host => $"{host.SiloName} {host.SiloAddress.Endpoint}").Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<PhaseModels>> ModelsAsync(CancellationToken cancellationToken)
    {
        var estimate = await estimates.OfIdeaAsync(SomeIdea, cancellationToken);
        return [.. estimate.Phases.Select(phase => new PhaseModels(phase.Phase, phase.Models, phase.MaxUsd is not null))];
    }
}
