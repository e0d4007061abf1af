using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Security;

public sealed class AuthenticationTests : IAsyncLifetime
{
    private const string Project = "/api/v1/projects/123e4567-e89b-12d3-a456-426614174000";

    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("POST", "/api/v1/projects")]
    [InlineData("GET", Project)]
    [InlineData("POST", Project + "/start-workflow")]
    [InlineData("POST", Project + "/retry")]
    [InlineData("POST", Project + "/cancel")]
    [InlineData("GET", Project + "/documents")]
    [InlineData("GET", Project + "/documents/PRD")]
    [InlineData("GET", Project + "/costs")]
    public async Task Send_WithoutAToken_Answers401(string method, string path)
    {
        using var response = await _gateway.SendAsync(HttpMethod.Parse(method), path);

        await response.ProblemAsync(401);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer change-me-in-production")]
    [InlineData("Bearer " + TestGateway.AdminToken + "x")]
    [InlineData("Bearer test-token-0123456789-0123456789-012345678")]
    [InlineData("Bearer TEST-TOKEN-0123456789-0123456789-0123456789")]
    [InlineData("Basic " + TestGateway.AdminToken)]
    [InlineData(TestGateway.AdminToken)]
    [InlineData("Bearer " + TestGateway.AdminToken + ", Bearer x")]
    public async Task Send_WithAnotherToken_Answers401(string authorization)
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, Project, ("Authorization", authorization));

        var problem = await response.ProblemAsync(401);
        Assert.Contains("Authorization: Bearer", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?token=")]
    [InlineData("?access_token=")]
    public async Task Send_WithTheTokenInTheQuery_Answers401(string query)
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, $"{Project}{query}{TestGateway.AdminToken}");

        await response.ProblemAsync(401);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task Send_WithTheToken_PassesWhateverTheCaseOfTheScheme(string scheme)
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, Project, ("Authorization", $"{scheme} {TestGateway.AdminToken}"));

        await response.ProblemAsync(404);
    }
}
