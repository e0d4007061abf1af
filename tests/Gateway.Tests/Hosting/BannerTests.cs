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
}
