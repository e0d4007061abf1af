using AiDevFramework.Hosting;
using AiDevFramework.TestSupport.Processes;
using Microsoft.AspNetCore.Http;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>The programs' own <c>health</c> command, which container images check with.</summary>
public sealed class HealthCommandTests
{
    [Theory]
    [InlineData(null, null, "http://127.0.0.1:8081/")]
    [InlineData("", "", "http://127.0.0.1:8081/")]
    [InlineData("0.0.0.0", "9000", "http://127.0.0.1:9000/")]
    [InlineData("*", "9000", "http://127.0.0.1:9000/")]
    [InlineData("::", "9000", "http://127.0.0.1:9000/")]
    [InlineData("::1", "9000", "http://[::1]:9000/")]
    [InlineData("localhost", "9000", "http://127.0.0.1:9000/")]
    [InlineData("192.0.2.7", "9000", "http://192.0.2.7:9000/")]
    public void AddressOf_WhatAHostListensOn_IsWhereThisMachineReachesIt(string? host, string? port, string expected) =>
        Assert.Equal(expected, HealthCommand.AddressOf(host, port, defaultPort: 8081)?.ToString());

    [Theory]
    [InlineData("nowhere", "9000")]
    [InlineData("0.0.0.0", "0")]
    [InlineData("0.0.0.0", "65536")]
    [InlineData("0.0.0.0", "web")]
    public void AddressOf_WhatCannotBeAsked_IsNothing(string host, string port) =>
        Assert.Null(HealthCommand.AddressOf(host, port, defaultPort: 8081));

    [Theory(Timeout = 180_000)]
    [InlineData("src/Silo", StatusCodes.Status200OK, 0)]
    [InlineData("src/Silo", StatusCodes.Status503ServiceUnavailable, 1)]
    [InlineData("src/Gateway", StatusCodes.Status200OK, 0)]
    [InlineData("src/Gateway", StatusCodes.Status503ServiceUnavailable, 1)]
    public async Task Run_BesideAHostThatAnswers_EndsWithItsVerdict(string folder, int status, int expected)
    {
        await using var host = await StubGateway.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/health/ready" ? status : StatusCodes.Status404NotFound;
            return context.Response.WriteAsync("as told");
        });

        var (exitCode, output) = await RunAsync(folder, host.Address.Port, ["health", "ready"], TestContext.Current.CancellationToken);

        Assert.Equal(expected, exitCode);
        Assert.Equal("as told", output.Trim());
    }

    [Fact(Timeout = 180_000)]
    public async Task Run_BesideNobody_SaysSo()
    {
        var (exitCode, output) = await RunAsync("src/Gateway", FreePort.Next(), ["health", "live"], TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Contains("does not answer", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Run_WithoutAQuestion_SaysHowToAsk()
    {
        var (exitCode, output) = await RunAsync("src/Silo", FreePort.Next(), ["health"], TestContext.Current.CancellationToken);

        Assert.Equal(2, exitCode);
        Assert.Contains("health ready", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(
        string folder, int port, string[] arguments, CancellationToken cancellationToken)
    {
        await using var app = await AppProcess.LaunchAsync(
            folder == "src/Silo" ? AppHost.Silo : AppHost.Gateway, new AppOptions { Port = port, Arguments = arguments });
        var exitCode = await app.WaitForExitAsync(cancellationToken);
        return (exitCode, app.Output);
    }
}
