using System.Net;
using AiDevFramework.Gateway.Tests.Pages;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Gateway.Tests.Audit;

public sealed class LoginAuditTests() : PageTest(token: null)
{
    [Fact]
    public async Task Login_ThatOpens_IsNotedWithoutTheToken()
    {
        using var answer = await Visit.PostAsync("/login", ("token", TestGateway.AdminToken), ("return", "/new"));

        var item = Assert.Single(Gateway.Cluster.Audit);
        Assert.Equal(("login", "admin", "admin", null, "127.0.0.1"), (item.Action, item.Caller, item.SubjectId, item.KeyId, item.Address));
        Assert.Equal(answer.Headers.GetValues("X-Request-Id"), [item.RequestId]);
        Assert.DoesNotContain(TestGateway.AdminToken, StoreJson.Write(item), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_ThatDoesNotOpen_IsNotNoted()
    {
        using var answer = await Visit.PostAsync("/login", ("token", "guess"), ("return", "/new"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(Gateway.Cluster.Audit);
    }

    [Fact]
    public async Task Login_WhileTheDatabaseIsAway_OpensAndIsLogged()
    {
        Gateway.Cluster.Failure = new StoreUnavailableException("away");

        using var answer = await Visit.PostAsync("/login", ("token", TestGateway.AdminToken), ("return", "/new"));

        Assert.True(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains(Gateway.Log.GetSnapshot(), record => record.Message.StartsWith("admin signed in", StringComparison.Ordinal));
    }
}
