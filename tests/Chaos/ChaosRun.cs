using System.Diagnostics;
using AiDevFramework.Chaos.Cluster;
using AiDevFramework.Chaos.Evidence;
using AiDevFramework.Chaos.Load;
using AiDevFramework.Chaos.Nemesis;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Chaos;

/// <summary>Load and faults, then healing, then quiet, then the verdict of a program that shares no code with any of it.</summary>
internal sealed class ChaosRun(ChaosOptions options, TextWriter output)
{
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(60);

    /// <summary>Who have a key, and share the clients among them.</summary>
    private const int People = 4;

    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock = TimeProvider.System;

    /// <returns>0 where every invariant held.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"Replay with: {options.Command}");
        var evidence = new EvidenceFolder(options.Folder);
        await using var cluster = await ChaosCluster.StartAsync(options, evidence, _clock, cancellationToken);
        try
        {
            ModelTroubles.Script(cluster.Models.Script, options);
            await DriveAsync(cluster, evidence, cancellationToken);
            evidence.AddCalls(cluster.Models.Log.Calls);
        }
        finally
        {
            evidence.Dispose();
        }

        var verdict = await Tool.RunAsync(
            ["dotnet", new AppHost("tests/Chaos.Checker", []).FindAssembly(), options.Folder, cluster.ConnectionString], cancellationToken);
        await output.WriteLineAsync(verdict.Output);
        await output.WriteLineAsync(verdict.ExitCode == 0 ? $"Evidence: {options.Folder}" : $"Evidence: {options.Folder}\nReplay with: {options.Command}");
        return verdict.ExitCode;
    }

    private async Task DriveAsync(ChaosCluster cluster, EvidenceFolder evidence, CancellationToken cancellationToken)
    {
        var began = _clock.GetUtcNow();
        using var api = new RecordingApi(
            [.. cluster.Gateways.Select(gateway => gateway.Address)], AppProcess.AdminToken, evidence, _clock);
        var people = await Person.InviteAsync(cluster.Gateways[0].Address, AppProcess.AdminToken, People, cancellationToken);
        var shelf = new Shelf();
        using var faults = new FaultSchedule(cluster, options, evidence, _clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(options.Duration);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heart = Heartbeat.RunAsync(evidence, _clock, over.Token);
        var clients = Enumerable.Range(1, options.Clients)
            .Select(number => new ChaosClient(number, options.Seed, people[number % People], shelf, api, evidence, _clock)).ToList();
        var onlookers = people.Index().Select(person => new Onlooker(person.Index, person.Item, options.Seed, shelf, api, _clock)).ToList();
        var looking = Task.WhenAll(onlookers.Select(onlooker => onlooker.RunAsync(ending.Token)));
        var driving = Task.WhenAll(clients.Select(client => client.RunAsync(ending.Token, cancellationToken)));
        await faults.RunAsync(ending.Token, cancellationToken);

        // healed: all up, and the model does its work
        cluster.Models.Script.Clear();
        await faults.ClearAsync(cancellationToken);
        await Task.WhenAll(cluster.Silos.Concat(cluster.Gateways)
            .Select(member => ChaosCluster.WaitUntilReadyAsync(member, _clock, cancellationToken)));
        var healed = _clock.GetUtcNow();
        await output.WriteLineAsync($"Healed after {(healed - began).TotalSeconds:0} s; waiting for the last runs.");
        await driving;
        await looking;
        onlookers.ForEach(onlooker => onlooker.Dispose());
        await WaitUntilQuietAsync(cluster, cancellationToken);
        await ProbeAsync(api, cluster.Gateways.Count, cancellationToken);
        var quiet = _clock.GetUtcNow();

        var callers = clients.SelectMany(client => client.Callers).ToList();
        await Parallel.ForEachAsync(
            callers, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (caller, token) =>
            {
                var gateway = Math.Abs(caller.Project.GetHashCode()) % cluster.Gateways.Count;
                await api.ReadAsync(caller, gateway, "final", "", 0, token);
                await api.ReadAsync(caller, gateway, "final_costs", "/costs", 0, token);
                await api.ReadAsync(caller, gateway, "final_documents", "/documents", 0, token);
            });
        var leftovers = await Leftovers.ReadAsync(cluster, _clock, cancellationToken);
        await output.WriteLineAsync($"{callers.Count} projects; stopping the cluster.");
        foreach (var member in cluster.Gateways.Concat(cluster.Silos))
        {
            await member.LeaveAsync(cancellationToken);
        }

        await over.CancelAsync();
        await heart;
        evidence.AddRun(new RunLine(options.Seed, options.Command, began, healed, quiet, clients.Sum(client => client.Unended), leftovers,
            [.. cluster.Secrets, .. people.Select(person => person.Key)]));
    }

    /// <summary>Returns when no project is processing, or after a minute: then the checker says which are.</summary>
    private async Task WaitUntilQuietAsync(ChaosCluster cluster, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250), _clock);
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < QuietLimit)
        {
            await using var command = cluster.Data.CreateCommand("select count(*) from projects where status = 'PROCESSING'");
            if (await command.ExecuteScalarAsync(cancellationToken) is 0L)
            {
                return;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Each gateway takes a new project to its end.</summary>
    private Task ProbeAsync(RecordingApi api, int gateways, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, 3 * gateways).Select(async number =>
        {
            var gateway = number % gateways;
            var caller = new Caller("probe", $"[[probe-{number}]]", null);
            var began = _clock.GetUtcNow();
            try
            {
                await Patience.WaitAsync(token => ProbeOneAsync(api, caller, gateway, token), ProbeLimit, _clock, cancellationToken);
                api.Note(caller, gateway, "probe", began, "ok", null);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                api.Note(caller, gateway, "probe", began, "fail", exception.Message);
            }
        }));

    private async Task<bool> ProbeOneAsync(RecordingApi api, Caller caller, int gateway, CancellationToken cancellationToken)
    {
        var created = await api.CreateAsync(caller, gateway, $"A habit tracker for runners, features=2 {caller.Mark}", cancellationToken);
        caller = caller with { Project = created.Json!.Value.GetProperty("project_id").GetGuid() };
        await api.CommandAsync(caller, gateway, "start", 0, cancellationToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), _clock);
        do
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
        while ((await api.ReadAsync(caller, gateway, "probing", "", 0, cancellationToken)).Json?.GetProperty("status").GetString() is not "COMPLETED");
        return true;
    }
}
