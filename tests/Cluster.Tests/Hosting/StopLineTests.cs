using System.Net;
using System.Net.Sockets;
using AiDevFramework.Cluster.Tests.Embedded;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport.Processes;
using static AiDevFramework.Cluster.Tests.Hosting.StartRunner;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>What a process says when it is told to stop.</summary>
public sealed class StopLineTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = 300_000)]
    [InlineData("src/Gateway")]
    [InlineData("src/Silo")]
    public async Task Interrupt_WhileItStarts_IsOneLineAndNoFailure(string folder)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0); // a database that answers nothing
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var app = await AppProcess.LaunchAsync(
            folder == "src/Silo" ? AppHost.Silo : AppHost.Gateway, With(("DATABASE_URL", $"postgresql://127.0.0.1:{port}/x?connect_timeout=60")));
        using var asked = await silent.AcceptTcpClientAsync(Cancellation);

        app.Signal(ProcessSignal.Interrupt);

        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
        Assert.Single(Lines(app), line => line.Contains("Stopped before the start was complete", StringComparison.Ordinal));
        AssertNoTrace(app.Output);
    }

    [Fact(Timeout = 300_000)]
    public async Task Interrupt_BeforeTheHostIsBuilt_IsOneLineAtMostAndNoTrace()
    {
        await using var app = await AppProcess.LaunchAsync(AppHost.Gateway, new AppOptions());

        app.Signal(ProcessSignal.Interrupt);
        await app.WaitForExitAsync(Cancellation);

        Assert.True(Lines(app).Count(line => line.Contains("Stopp", StringComparison.Ordinal)) <= 1, app.Output);
        AssertNoTrace(app.Output);
    }

    [Theory(Timeout = 300_000)]
    [InlineData(0)]
    [InlineData(400)]
    [InlineData(800)]
    public async Task Interrupt_WhileTheSiloStarts_IsOneLineAndNoFailure(int milliseconds)
    {
        await using var app = await AppProcess.LaunchAsync(AppHost.Gateway, new AppOptions());
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10)))
        {
            var database = Path.Combine(app.Folder, "data", "aidev.db");
            while (!app.HasExited && !File.Exists(database))
            {
                await timer.WaitForNextTickAsync(Cancellation);
            }
        }

        await Task.Delay(milliseconds, Cancellation); // another point of the start each time; all of them have to hold
        app.Signal(ProcessSignal.Interrupt);

        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
        Assert.Single(Lines(app), line => line.Contains("Stopp", StringComparison.Ordinal));
        Assert.DoesNotContain("Orleans.", app.Output, StringComparison.Ordinal);
        AssertNoTrace(app.Output);
    }

    [Fact(Timeout = 300_000)]
    public async Task Interrupt_WithRunsInFlight_SaysHowManyAndThatTheyGoOn()
    {
        await using var service = await EmbeddedService.StartAsync(postgres: null, Cancellation);
        service.Models.Script.When().Answer(Behaviours.Held());
        var project = await service.Api.CreateProjectAsync("A small choir wants to plan its rehearsals and share sheet music", Cancellation);
        await service.Api.StartWorkflowAsync(project, Cancellation);
        await service.Models.Script.WaitForHeldAsync(Cancellation).WaitAsync(Deadline, Cancellation);

        service.Process.Signal(ProcessSignal.Interrupt);

        Assert.Equal(0, await service.Process.WaitForExitAsync(Cancellation));
        Assert.Single(Lines(service.Process), line => line.Contains("Stopping; runs in flight: 1.", StringComparison.Ordinal));
        AssertNoTrace(service.Process.Output);
    }

    [Fact(Timeout = 300_000)]
    public async Task Terminate_WithoutRuns_IsOneLine()
    {
        await using var app = await AppProcess.StartAsync(AppHost.Gateway, new AppOptions(), Cancellation);

        Assert.Equal(0, await app.TerminateAsync(Cancellation));
        Assert.Single(Lines(app), line => line.Contains("Stopping; no run is in flight", StringComparison.Ordinal));
        AssertNoTrace(app.Output);
    }

    private static string[] Lines(AppProcess app) => app.Output.Split('\n');
}
