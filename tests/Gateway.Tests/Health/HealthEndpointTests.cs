using System.Net;
using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Health;

public sealed class HealthEndpointTests
{
    [Fact]
    public async Task Get_WithoutAToken_AnswersAsSpecified()
    {
        await using var gateway = await TestGateway.StartAsync(("RATE_LIMIT_ENABLED", "true"));

        using var response = await gateway.SendAsync(HttpMethod.Get, "/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("RateLimit"));
        Answers.JsonEquals(
            """{"status": "healthy", "service": "AI-Driven Development Framework API", "version": "1.0.0"}""",
            await response.JsonAsync());
    }

    [Fact]
    public async Task Get_WithOtherNames_AnswersThem()
    {
        await using var gateway = await TestGateway.StartAsync(("PROJECT_NAME", "Plans"), ("VERSION", "2.3.4"));

        using var response = await gateway.SendAsync(HttpMethod.Get, "/health");

        Answers.JsonEquals("""{"status": "healthy", "service": "Plans", "version": "2.3.4"}""", await response.JsonAsync());
    }

    [Fact]
    public async Task Head_ForALoadBalancer_AnswersWithoutABody()
    {
        await using var gateway = await TestGateway.StartAsync();

        using var response = await gateway.SendAsync(HttpMethod.Head, "/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
