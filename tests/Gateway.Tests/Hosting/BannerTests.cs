using AiDevFramework.Gateway.Hosting;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Hosting;

public sealed class BannerTests
{
    [Fact]
    public async Task Print_OfAnOperatorsToken_TellsAddressesAndNoToken()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var output = new StringWriter();

        gateway.Services.GetRequiredService<Banner>().Print(output);

        var port = gateway.Client.BaseAddress!.Port;
        Assert.Equal(
            ["AI-Driven Development Framework API 1.0.0", $"  Listening http://localhost:{port}", $"  Docs      http://localhost:{port}/docs"],
            output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Print_WithLimitsAndTraces_TellsWhatIsOnAndNoSecret()
    {
        await using var gateway = await TestGateway.StartAsync(
            ("RATE_LIMIT_ENABLED", "true"), ("RATE_LIMIT_PER_SECOND", "2"), ("LANGFUSE_PUBLIC_KEY", "pk-hush"), ("LANGFUSE_SECRET_KEY", "sk-hush"),
            ("LANGFUSE_BASE_URL", "http://127.0.0.1:9"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://ann:hush@127.0.0.1:9"), ("TRACE_CONTENT", "true"));
        using var output = new StringWriter();

        gateway.Services.GetRequiredService<Banner>().Print(output);

        Assert.Contains("Limits    120 requests a minute for each client", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Traces    Langfuse at http://127.0.0.1:9, collector at http://127.0.0.1:9, with ideas, prompts and documents", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", output.ToString(), StringComparison.Ordinal);
    }
}
