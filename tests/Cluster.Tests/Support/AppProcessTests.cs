using System.Globalization;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Support;

public sealed class AppProcessTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact(Timeout = 120_000)]
    public async Task Start_OfAServer_GivesAProcessThatAnswersWhereItSays()
    {
        await using var app = await StartFakeAsync();

        Assert.Equal(app.Port, app.Address.Port);
        Assert.True(await AnswersAsync(app, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 120_000)]
    public async Task Start_AfterAKill_ListensOnTheSamePortAgain()
    {
        await using var app = await StartFakeAsync();
        var (first, address) = (app.Id, app.Address);

        await app.KillAsync(TestContext.Current.CancellationToken);
        Assert.True(app.HasExited);
        await app.StartAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(first, app.Id);
        Assert.Equal(address, app.Address);
        Assert.True(await AnswersAsync(app, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 120_000)]
    public async Task Terminate_OfAServer_LetsItEndByItself()
    {
        await using var app = await StartFakeAsync();

        Assert.Equal(0, await app.TerminateAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 120_000)]
    public async Task Kill_OfAServer_LeavesTheSignalAsExitCode()
    {
        await using var app = await StartFakeAsync();

        await app.KillAsync(TestContext.Current.CancellationToken);

        Assert.Equal(128 + (int)ProcessSignal.Kill, await app.WaitForExitAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 120_000)]
    public async Task Signal_StopAndContinue_FreezesAndThaws()
    {
        await using var app = await StartFakeAsync();

        app.Signal(ProcessSignal.Stop);
        Assert.Equal('T', await StateOnceAsync(app, 'T'));
        var answer = AnswersAsync(app, TestContext.Current.CancellationToken);
        Assert.False(answer.IsCompleted);
        app.Signal(ProcessSignal.Continue);

        Assert.True(await answer.WaitAsync(Deadline, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 120_000)]
    public async Task Launch_WithSettingsThatAreRefused_ShowsOutputAndExitCode()
    {
        await using var app = await AppProcess.LaunchAsync(
            AppHost.Gateway, new AppOptions { Environment = new Dictionary<string, string?> { ["ADMIN_TOKEN"] = null } });

        var exception = await Assert.ThrowsAsync<EndOfStreamException>(
            () => app.WaitUntilListeningAsync(TestContext.Current.CancellationToken));

        Assert.Contains("ADMIN_TOKEN", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, await app.WaitForExitAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 120_000)]
    public async Task Start_InAnEnvironmentWithSettings_PassesOnlyItsOwn()
    {
        Environment.SetEnvironmentVariable("AIDEV_NOT_TO_BE_INHERITED", "1");
        await using var app = await StartFakeAsync();

        var environment = await File.ReadAllTextAsync($"/proc/{app.Id}/environ", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("AIDEV_NOT_TO_BE_INHERITED", environment, StringComparison.Ordinal);
        Assert.Contains($"DATA_DIR={app.Folder}", environment, StringComparison.Ordinal);
    }

    private static Task<AppProcess> StartFakeAsync()
    {
        var port = FreePort.Next();
        var options = new AppOptions { Port = port, Arguments = ["--port", port.ToString(CultureInfo.InvariantCulture)] };
        return AppProcess.StartAsync(AppHost.FakeOpenRouter, options, TestContext.Current.CancellationToken);
    }

    private static async Task<bool> AnswersAsync(AppProcess app, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var response = await http.GetAsync("/__log", cancellationToken);
        return response.IsSuccessStatusCode;
    }

    /// <returns>The state that the kernel gives the process, once it is the expected one or the deadline has passed.</returns>
    private static async Task<char> StateOnceAsync(AppProcess app, char expected)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var fields = await File.ReadAllTextAsync($"/proc/{app.Id}/stat", deadline.Token);
            var state = fields[fields.LastIndexOf(')') + 2];
            if (state == expected)
            {
                return state;
            }

            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }
}
