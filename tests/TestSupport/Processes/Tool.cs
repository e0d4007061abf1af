using System.Diagnostics;

namespace AiDevFramework.TestSupport.Processes;

/// <summary>Programs that do their work and end.</summary>
internal static class Tool
{
    /// <param name="command">Program, as a path or to be looked up in PATH, and its arguments.</param>
    /// <param name="cancellationToken">Kills the program and all that it started.</param>
    /// <param name="user">User to run as, which takes root; <see langword="null"/>: this process's own.</param>
    /// <param name="configure">Sets folder and environment.</param>
    public static async Task<ToolResult> RunAsync(
        IReadOnlyList<string> command, CancellationToken cancellationToken, string? user = null,
        Action<ProcessStartInfo>? configure = null)
    {
        using var process = await ChildProcesses.StartAsync(command, "KILL", user, start =>
        {
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            configure?.Invoke(start);
        });
        var log = new OutputLog();
        log.Follow(process);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, log.Text);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
