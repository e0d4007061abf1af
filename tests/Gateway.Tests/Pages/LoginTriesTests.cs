using System.Net;
using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>How often a token may be guessed at the login.</summary>
public sealed class LoginTriesTests() : PageTest(token: null)
{
    private protected override Task<TestGateway> StartAsync() => TestGateway.StartAsync(("RATE_LIMIT_ENABLED", "true"));

    [Fact]
    public async Task Post_FromOneAddress_IsTakenTenTimesAMinute()
    {
        for (var tried = 0; tried < 10; tried++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync($"guess-{tried}", "203.0.113.1"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(TestGateway.AdminToken, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(TestGateway.AdminToken, "203.0.113.2"));
        Gateway.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(TestGateway.AdminToken, "203.0.113.1"));
    }

    [Fact]
    public async Task Post_FromManyAddresses_IsTakenAHundredTimesAMinute()
    {
        for (var tried = 0; tried < 100; tried++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync($"guess-{tried}", $"203.0.113.{tried / 5}"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(TestGateway.AdminToken, "203.0.113.200"));
        Gateway.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(TestGateway.AdminToken, "203.0.113.200"));
    }

    private async Task<HttpStatusCode> TryAsync(string token, string from)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", token)]);
        using var answer = await Visit.SendAsync(HttpMethod.Post, "/login", form, [("Origin", Visit.Origin), ("X-Forwarded-For", from)]);
        if (answer.StatusCode is HttpStatusCode.TooManyRequests)
        {
            Assert.InRange((int)answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Contains("That was a lot at once", await Visit.TextAsync(answer), StringComparison.Ordinal);
        }

        return answer.StatusCode;
    }
}
