using System.Text.RegularExpressions;
using AiDevFramework.Chaos.Evidence;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Chaos.Cluster;

/// <summary>A process of the cluster with a supervisor that starts it again whenever it ends.</summary>
internal sealed partial class Member : IAsyncDisposable
{
    private static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _leaving = new();
    private readonly EvidenceFolder _evidence;
    private readonly TimeProvider _clock;
    private DateTimeOffset _started;
    private DateTimeOffset? _ready;
    private int _incarnation;
    private Task _supervising = Task.CompletedTask;

    private Member(string name, AppProcess process, EvidenceFolder evidence, TimeProvider clock) =>
        (Name, Process, _evidence, _clock) = (name, process, evidence, clock);

    public string Name { get; }

    public AppProcess Process { get; }

    public Uri Address => Process.Address;

    /// <summary>The silo as projects' rows name it: <c>127.0.0.1:11111@1234</c>. It changes with every start.</summary>
    public string? Owner { get; private set; }

    /// <summary>Whether it has started and not ended since, as far as the supervisor knows.</summary>
    public bool IsUp { get; private set; }

    public static async Task<Member> StartAsync(
        string name, AppHost host, AppOptions options, EvidenceFolder evidence, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var member = new Member(name, await AppProcess.StartAsync(host, options, cancellationToken), evidence, clock) { _started = started };
        member.NoteStart();
        member._supervising = member.SuperviseAsync();
        return member;
    }

    /// <summary>Ends it for good, with SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> LeaveAsync(CancellationToken cancellationToken)
    {
        await _leaving.CancelAsync();
        await _supervising;
        if (Process.HasExited)
        {
            return 0; // between two lives
        }

        var code = await Process.TerminateAsync(cancellationToken);
        NoteEnd(code);
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _supervising;
        await Process.DisposeAsync();
        _leaving.Dispose();
    }

    private async Task SuperviseAsync()
    {
        try
        {
            while (true)
            {
                var code = await Process.EndedAsync(_leaving.Token);
                NoteEnd(code);
                await Task.Delay(RestartPause, _clock, _leaving.Token);
                (_started, _ready) = (_clock.GetUtcNow(), null);
                try
                {
                    await Process.StartAsync(_leaving.Token);
                    NoteStart();
                }
                catch (Exception exception) when (exception is EndOfStreamException or TimeoutException)
                {
                    // It ended during its start, or hangs in it: then it is ended, and started again.
                    Process.Signal(ProcessSignal.Kill);
                }
            }
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // it is ended by whoever said so
        }
    }

    private void NoteStart()
    {
        Owner = Banner().Match(Process.Output) is { Success: true } banner ? $"{banner.Groups[1].Value}@{banner.Groups[2].Value}" : null;
        _ready = _clock.GetUtcNow();
        IsUp = true;
    }

    private void NoteEnd(int code)
    {
        IsUp = false;
        _evidence.AddProcess(
            new ProcessLine(Name, ++_incarnation, Process.Id, Owner, _started, _ready, _clock.GetUtcNow(), code), Process.Output);
    }

    [GeneratedRegex(@"Silo S([\d.]+:\d+):(\d+) of cluster")]
    private static partial Regex Banner();
}
