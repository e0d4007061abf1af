using System.Text.Json;
using AiDevFramework.TestSupport.Processes;
using static AiDevFramework.Cluster.Tests.Hosting.StartRunner;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>With <c>LOG_FORMAT=JSON</c> every line of a process is an object, also where no logger writes it.</summary>
public sealed class JsonStartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Gateway_FromStartToStop_WritesObjectsAloneAndShowsNoToken()
    {
        await using var app = await AppProcess.StartAsync(
            AppHost.Gateway, With(("LOG_FORMAT", "json"), ("ADMIN_TOKEN", null), ("DOTNET_ENVIRONMENT", "Development"), ("LLM_TIMEOUTS", "1")), Cancellation);
        await app.TerminateAsync(Cancellation);

        var lines = ObjectsOf(app.Output);
        var banner = Assert.Single(lines, line => line.TryGetProperty("listening", out _));
        Assert.Equal("AI-Driven Development Framework API 1.0.0 has started", banner.GetProperty("message").GetString());
        Assert.StartsWith("kept in ", banner.GetProperty("token").GetString(), StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9a-f]{64}", app.Output);
        Assert.DoesNotContain(lines, line => line.EnumerateObject().Any(member => member.Name != "message"
            && member.Value.ValueKind is JsonValueKind.String && member.Value.ValueEquals(line.GetProperty("message").GetString())));
    }

    [Theory(Timeout = 300_000)]
    [InlineData("src/Gateway", "HOST", "nowhere.test")]
    [InlineData("src/Gateway", "PORT", "70000")]
    [InlineData("src/Silo", "ORLEANS_PROBE_SECONDS", "never")]
    public async Task Start_WithABadSetting_IsRefusedInObjects(string host, string name, string value)
    {
        var output = await RefusedAsync(
            host == "src/Silo" ? AppHost.Silo : AppHost.Gateway, With(("LOG_FORMAT", "JSON"), (name, value), ("DATABASE_URL", host == "src/Silo" ? "postgresql://127.0.0.1:1/x" : null)));

        Assert.Contains(ObjectsOf(output), line => line.GetProperty("level").GetString() == "ERROR"
            && line.GetProperty("message").GetString()!.Contains(name, StringComparison.Ordinal));
    }

    [Theory(Timeout = 300_000)]
    [InlineData("--LOG_FORMAT=json")]
    [InlineData("--log_format", "JSON")]
    public async Task Start_WithAnArgumentThatIsNone_IsRefusedInObjects(params string[] format)
    {
        var (code, output) = await RunAsync(AppHost.Gateway, new AppOptions { Arguments = [.. format, "--prot=1"] });

        Assert.Equal(2, code);
        Assert.Contains(ObjectsOf(output), line => line.GetProperty("message").GetString()!.Contains("Did you mean --PORT?", StringComparison.Ordinal));
    }

    [Fact(Timeout = 300_000)]
    public async Task Command_WithJsonAsFormat_AnswersPeople()
    {
        var (code, output) = await RunAsync(AppHost.Gateway, With(("LOG_FORMAT", "JSON")) with { Arguments = ["migrate", "status"] });

        Assert.Equal(0, code);
        Assert.Contains("1  InitialSchema             pending", output, StringComparison.Ordinal);
    }

    private static List<JsonElement> ObjectsOf(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
