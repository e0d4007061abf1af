using AiDevFramework.TestSupport.Processes;
using static AiDevFramework.Cluster.Tests.Hosting.StartRunner;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>That DEBUG and LOG_LEVEL change what a process says.</summary>
public sealed class LogSettingTests
{
    private const string Detail = "Settings from no file and the environment:";
    private const string Warning = "LLM_TIMEOUT (environment) is no setting";
    private const string Information = "Stopping; no run is in flight";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = 300_000)]
    [InlineData(null, null, Information, Detail)]
    [InlineData("INFO", null, Information, Detail)]
    [InlineData("DEBUG", null, Detail, null)]
    [InlineData("ERROR", "True", Detail, null)] // DEBUG is stronger
    [InlineData("WARNING", "False", Warning, Information)]
    [InlineData("ERROR", null, null, Warning)]
    [InlineData("critical", null, null, Warning)]
    public async Task Gateway_AtALevel_SaysWhatBelongsToIt(string? level, string? debug, string? said, string? unsaid)
    {
        await using var app = await AppProcess.StartAsync(
            AppHost.Gateway, With(("LOG_LEVEL", level), ("DEBUG", debug), ("LLM_TIMEOUT", "1"), ("OPENROUTER_API_KEY", "sk-hush")), Cancellation);
        await app.TerminateAsync(Cancellation);

        Assert.True(said is null || app.Output.Contains(said, StringComparison.Ordinal), app.Output);
        Assert.True(unsaid is null || !app.Output.Contains(unsaid, StringComparison.Ordinal), app.Output);
        Assert.DoesNotContain("hush", app.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("DEBUG", true)]
    [InlineData("INFO", false)]
    public async Task Silo_AtALevel_SaysWhatBelongsToIt(string level, bool detailed)
    {
        var output = await RefusedAsync(AppHost.Silo, With(("LOG_LEVEL", level)));

        Assert.Equal(detailed, output.Contains(Detail, StringComparison.Ordinal));
    }
}
