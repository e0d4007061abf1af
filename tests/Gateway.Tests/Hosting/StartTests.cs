using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Settings;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Gateway.Tests.Hosting;

/// <summary>Starts that must fail, and how they tell it.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-start-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Trait("Runs", "Programs")]
    [Theory(Timeout = 120_000)]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("change-me-in-production")]
    [InlineData("0123456789012345678901234567890")] // 31 characters
    public async Task Process_InProductionWithoutASafeToken_RefusesToStart(string? token)
    {
        var (exitCode, output, errors) = await RunAsync(
            TestContext.Current.CancellationToken, ("ASPNETCORE_ENVIRONMENT", "Production"), ("ADMIN_TOKEN", token));

        Assert.Equal(1, exitCode);
        Assert.Contains("ADMIN_TOKEN", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors + output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", errors + output, StringComparison.Ordinal);
    }

    [Trait("Runs", "Programs")]
    [Fact(Timeout = 120_000)]
    public async Task Process_WithManyBadSettings_ListsAllAndExitsWith1()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, ".env"), "PORT=abc\nLOG_LEVEL=loud\nRATE_LIMIT_PER_SECOND=5\n",
            TestContext.Current.CancellationToken);

        var (exitCode, output, errors) = await RunAsync(
            TestContext.Current.CancellationToken,
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("ADMIN_TOKEN", "short"), ("RATE_LIMIT_PER_SECOND", "-1"), ("LANGFUSE_HOST", "nowhere"),
            ("PROMPTS_DIR", _folder.FullName));

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Cannot start, 11 things are wrong:", errors, StringComparison.Ordinal); // six of them prompts
        foreach (var name in (string[])["PORT", "LOG_LEVEL", "RATE_LIMIT_PER_SECOND", "ADMIN_TOKEN", "LANGFUSE_HOST", "stages_prompt.txt"])
        {
            Assert.Contains(name, errors, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("   at ", errors + output, StringComparison.Ordinal);
    }

    [Trait("Runs", "Programs")]
    [Fact(Timeout = 120_000)]
    public async Task Process_WithAnEnvFileThatCannotBeRead_NamesTheLines()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, ".env"), "GOOD=1\nthis is no setting\nADMIN_TOKEN=\"open\n", TestContext.Current.CancellationToken);

        var (exitCode, _, errors) = await RunAsync(TestContext.Current.CancellationToken, ("ASPNETCORE_ENVIRONMENT", "Development"));

        Assert.Equal(1, exitCode);
        Assert.Contains(".env, line 2", errors, StringComparison.Ordinal);
        Assert.Contains(".env, line 3", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAPortInUse_IsExplained()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var exception = await Assert.ThrowsAnyAsync<Exception>(() =>
            TestGateway.StartAsync(("PORT", port.ToString("D", null))));

        using var errors = new StringWriter();
        Assert.True(StartFailure.Explain(exception, errors));
        Assert.Contains($"127.0.0.1:{port} is in use.", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("PORT", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_OfAnUnknownFailure_LeavesItToTheRuntime()
    {
        using var errors = new StringWriter();

        Assert.False(StartFailure.Explain(new InvalidOperationException("a fault of ours"), errors));
        Assert.Empty(errors.ToString());
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        CancellationToken cancellation, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "AiDevFramework.Gateway.dll") },
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ADMIN_TOKEN");
        start.Environment["PORT"] = null;
        start.Environment["DATA_DIR"] = _folder.FullName; // its .env goes before the repository's
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        FastSuite.Refuse(start.FileName);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
