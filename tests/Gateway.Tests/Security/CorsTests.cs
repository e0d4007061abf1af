using System.Net;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Security;

public sealed class CorsTests
{
    private const string Project = "/api/v1/projects/123e4567-e89b-12d3-a456-426614174000";

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("http://localhost:5173", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://localhost:3001", false)]
    [InlineData("https://localhost:3000", false)]
    [InlineData("http://localhost:3000.evil.example.com", false)]
    [InlineData("null", false)]
    public async Task Preflight_FromAnOrigin_IsAllowedForTheConfiguredOnes(string origin, bool allowed)
    {
        await using var gateway = await TestGateway.StartAsync();

        using var response = await gateway.SendAsync(
            HttpMethod.Options, Project, ("Origin", origin),
            ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "authorization,content-type"));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(allowed ? origin : null, AllowedOrigin(response));
    }

    [Theory]
    [InlineData("""["https://a.example.com","https://b.example.com/"]""")]
    [InlineData("https://a.example.com, https://b.example.com")]
    public async Task Get_FromAConfiguredOrigin_ExposesTheHeadersOnAnyStatus(string setting)
    {
        await using var gateway = await TestGateway.StartAsync(("BACKEND_CORS_ORIGINS", setting));

        using var response = await gateway.SendAsync(HttpMethod.Get, Project, ("Origin", "https://b.example.com"));

        await response.ProblemAsync(401);
        Assert.Equal("https://b.example.com", AllowedOrigin(response));
        Assert.Equal(
            ["Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"],
            response.Headers.GetValues("Access-Control-Expose-Headers").SelectMany(value => value.Split(',')).Order());
    }

    [Theory]
    [InlineData(null, true)] // no browser
    [InlineData("http://localhost:3000", true)]
    [InlineData("HTTP://LOCALHOST:3000", true)]
    [InlineData("http://api.example.com:8000", true)] // a page of this server
    [InlineData("https://api.example.com:8000", false)]
    [InlineData("http://api.example.com", false)]
    [InlineData("http://localhost:3000.evil.example.com", false)]
    [InlineData("http://evil.example.com/http://localhost:3000", false)]
    [InlineData("http://localhost:3000@evil.example.com", false)]
    [InlineData("null", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    [InlineData("file://", false)]
    public void Allows_AnOrigin_OnlyIfConfiguredOrItsOwn(string? origin, bool allowed)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = "http";
        request.Host = new HostString("api.example.com", 8000);
        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        Assert.Equal(allowed, new Origins(Options.Create(new GatewayOptions())).Allows(request));
    }

    private static string? AllowedOrigin(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
}
