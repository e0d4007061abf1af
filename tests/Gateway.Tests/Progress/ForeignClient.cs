using System.Diagnostics;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>A sample client or a package that people use, following a project as a process of its own.</summary>
internal sealed class ForeignClient : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly OutputLog _log = new();

    private ForeignClient(Process process)
    {
        _process = process;
        _log.Follow(process);
    }

    /// <param name="kind"><c>spec</c>: the specification's JavaScript client; <c>python</c>; or a kind of feeds.mjs.</param>
    /// <param name="token">In the address, as all of them send it.</param>
    public static async Task<ForeignClient> StartAsync(string kind, TestGateway gateway, Guid project, string token = TestGateway.AdminToken) =>
        new(await ChildProcesses.StartAsync(CommandOf(kind, gateway.Client.BaseAddress!.Authority, project, token), "KILL", user: null, start =>
        {
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
        }));

    /// <summary>The first line, already here or still to come, that has this in it.</summary>
    public Task<string> SaysAsync(string text) =>
        _log.WaitForAsync(line => line.Contains(text, StringComparison.Ordinal), Deadline, TestContext.Current.CancellationToken);

    public async Task<ToolResult> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _log.Ended.WaitAsync(TestContext.Current.CancellationToken);
        return new ToolResult(_process.ExitCode, _log.Text);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string[] CommandOf(string kind, string authority, Guid project, string token)
    {
        var node = Path.Combine(Repository.Root, "samples", "node-client", "run.sh");
        var path = $"{authority}/api/v1/projects/{project}";
        return kind switch
        {
            "spec" => [node, $"ws://{path}/progress?token={token}&after=0"],
            "ws" => [node, kind, $"ws://{path}/progress?token={token}"],
            "eventsource" => [node, kind, $"http://{path}/events/stream?token={token}"],
            "python" => ["python3", Path.Combine(Repository.Root, "samples", "python-client", "client.py"), $"ws://{path}/progress?token={token}"],
            _ => [node, kind, $"http://{authority}/hubs/progress?access_token={token}", project.ToString()],
        };
    }
}
