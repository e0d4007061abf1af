using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>Runs a program of this repository to its end and looks at what it says.</summary>
internal static class StartRunner
{
    /// <summary>Makes files as open as their modes allow, as some systems do.</summary>
    public static readonly IReadOnlyList<string> WithoutUmask = ["sh", "-c", "umask 0; exec \"$@\"", "sh"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="command">A shell command that prepares a private mount table; <c>$DATA_DIR</c> is the data folder.</param>
    public static IReadOnlyList<string> WithMounts(string command) =>
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", $"set -e; {command}; exec \"$@\"", "sh"];

    public static async Task<ToolResult> RunAsync(AppHost host, AppOptions options)
    {
        await using var process = await AppProcess.LaunchAsync(host, options);
        var code = await process.WaitForExitAsync(Cancellation);
        return new ToolResult(code, process.Output);
    }

    /// <summary>A start that fails ends with 1 and sentences, whatever the reason.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> RefusedAsync(AppHost host, AppOptions options)
    {
        var (code, output) = await RunAsync(host, options);
        Assert.True(code == 1, $"It ended with {code} and said:\n{output}");
        Assert.Contains("Cannot start", output, StringComparison.Ordinal);
        AssertNoTrace(output);
        return output;
    }

    public static void AssertNoTrace(string output)
    {
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception:", output, StringComparison.Ordinal);
    }

    public static AppOptions With(params (string Name, string? Value)[] environment) =>
        new() { Environment = environment.ToDictionary(item => item.Name, item => item.Value) };
}
