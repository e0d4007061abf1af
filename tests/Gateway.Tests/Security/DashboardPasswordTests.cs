using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Gateway.Tests.Security;

/// <summary>The page that people open in a browser, in the program as it is.</summary>
[Trait("Runs", "Programs")]
public sealed class DashboardPasswordTests
{
    [Fact(Timeout = 120_000)]
    public async Task WrongPassword_CanBeTriedTenTimesAMinute()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions { Environment = new Dictionary<string, string?> { ["DASHBOARD_ENABLED"] = "true", ["RATE_LIMIT_ENABLED"] = "true" } },
            cancellation);
        using var http = new HttpClient { BaseAddress = gateway.Address };
        for (var page = 0; page < 15; page++)
        {
            using var asked = await SendAsync(http, null, cancellation); // what a browser sends first: no password was tried
            Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        }

        for (var tried = 0; tried < 10; tried++)
        {
            using var wrong = await SendAsync(http, tried % 2 == 0 ? Basic($"guess-{tried}") : new("Bearer", $"guess-{tried}"), cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            Assert.Equal("\"password\";q=10;w=60", wrong.Headers.GetValues("RateLimit-Policy").Single());
        }

        using var refused = await SendAsync(http, Basic("guess-11"), cancellation);
        await refused.ProblemAsync(429);
        Assert.InRange((int)refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);

        using var right = await SendAsync(http, Basic(AppProcess.AdminToken), cancellation); // failures are none of theirs who know it
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal("\"dashboard\";q=1200;w=60", right.Headers.GetValues("RateLimit-Policy").Single());
    }

    private static AuthenticationHeaderValue Basic(string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{password}")));

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/dashboard/");
        request.Headers.Authorization = authorization;
        return http.SendAsync(request, cancellationToken);
    }
}
