using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Keys;

public sealed class KeyEndpointTests : IAsyncLifetime
{
    private readonly Guid _owner = Guid.NewGuid();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Post_ByTheAdmin_MakesAKeyThatWorksAndIsShownOnce()
    {
        using var answer = await PostAsync(TestGateway.AdminToken, $$"""{"name":" laptop ","scopes":["keys","plans:read"],"user_id":"{{_owner}}","expires_in_days":2}""");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await answer.JsonAsync();
        var (key, id) = ((string)made["key"]!, (string)made["id"]!);
        Assert.Equal(id, KeyText.Read(key)!.Id);
        Assert.Equal(
            ("laptop", $"{_owner}", "2025-11-09T12:00:00.000Z", "2025-11-11T12:00:00.000Z"),
            ((string)made["name"]!, (string)made["user_id"]!, (string)made["created_at"]!, (string)made["expires_at"]!));
        using var list = await SendAsync(HttpMethod.Get, "/api/v1/keys", key);
        var text = await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(id, (string)JsonNode.Parse(text)!["keys"]![0]!["id"]!);
        Assert.DoesNotContain(key.Split('_')[2], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithAKey_MakesOneForItsUserThatMayDoNoMoreThanItself()
    {
        var (key, _) = _gateway.Cluster.ApiKeys.Make(_owner, Scopes.Keys | Scopes.PlansRead);

        using var made = await PostAsync(key, """{"name":"phone","scopes":["plans:read"]}""");
        using var more = await PostAsync(key, """{"name":"phone","scopes":["plans:read","plans:write"]}""");
        using var all = await PostAsync(key, """{"name":"phone","scopes":["admin"]}""");
        using var foreign = await PostAsync(key, $$"""{"name":"phone","scopes":["plans:read"],"user_id":"{{Guid.NewGuid()}}"}""");

        Assert.Equal($"{_owner}", (string)(await made.JsonAsync())["user_id"]!);
        Assert.Contains("plans:write", (string)(await more.ProblemAsync(403))["detail"]!, StringComparison.Ordinal);
        await all.ProblemAsync(403);
        Assert.Equal("urn:aidev:problem:foreign-user", (string)(await foreign.ProblemAsync(403))["type"]!);
    }

    [Theory]
    [InlineData("""{"name":"a","scopes":["plans:read"]}""", "user_id")]
    [InlineData("""{"scopes":["plans:read"],"user_id":"550e8400-e29b-41d4-a716-446655440000"}""", "name")]
    [InlineData("""{"name":"  ","scopes":["plans:read"],"user_id":"550e8400-e29b-41d4-a716-446655440000"}""", "name")]
    [InlineData("""{"name":"a","user_id":"550e8400-e29b-41d4-a716-446655440000"}""", "scopes")]
    [InlineData("""{"name":"a","scopes":[],"user_id":"550e8400-e29b-41d4-a716-446655440000"}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["all"],"user_id":"550e8400-e29b-41d4-a716-446655440000"}""", "scopes")]
    [InlineData("""{"name":"a","scopes":[null],"user_id":"550e8400-e29b-41d4-a716-446655440000"}""", "scopes")]
    [InlineData("""{"name":"a","scopes":"plans:read","user_id":"550e8400-e29b-41d4-a716-446655440000"}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["keys"],"user_id":"550e8400-e29b-41d4-a716-446655440000","expires_in_days":0}""", "expires_in_days")]
    [InlineData("""{"name":"a","scopes":["keys"],"user_id":"550e8400-e29b-41d4-a716-446655440000","expires_in_days":1.5}""", "expires_in_days")]
    public async Task Post_WithABodyThatIsNotValid_NamesTheMember(string body, string member)
    {
        using var answer = await PostAsync(TestGateway.AdminToken, body);

        Assert.NotNull((await answer.ProblemAsync(400))["errors"]![member]);
    }

    [Fact]
    public async Task Delete_OfAKey_EndsItHereAtOnce()
    {
        var (key, id) = _gateway.Cluster.ApiKeys.Make(_owner, Scopes.Keys);
        var (stranger, _) = _gateway.Cluster.ApiKeys.Make(Guid.NewGuid(), Scopes.Keys);
        using (var foreign = await SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}", stranger))
        {
            await foreign.ProblemAsync(404);
        }

        using var revoked = await SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}", key);
        using var again = await SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}", TestGateway.AdminToken);
        using var late = await SendAsync(HttpMethod.Get, "/api/v1/keys", key);

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await again.ProblemAsync(404);
        await late.ProblemAsync(401);
    }

    [Theory]
    [InlineData("/api/v1/keys?limit=0", "GET", 400)]
    [InlineData("/api/v1/keys?limit=1001", "GET", 400)]
    [InlineData("/api/v1/keys?cursor=x'--", "GET", 400)]
    [InlineData("/api/v1/keys/x", "DELETE", 404)]
    public async Task HostileParameters_AreRefused(string path, string method, int status)
    {
        using var answer = await SendAsync(HttpMethod.Parse(method), path, TestGateway.AdminToken);

        await answer.ProblemAsync(status);
    }

    [Fact]
    public async Task CreateProject_WithAKey_NeedsNoUserAndTakesNoOther()
    {
        var (key, _) = _gateway.Cluster.ApiKeys.Make(_owner, Scopes.PlansWrite);

        using var own = await PostAsync(key, $$"""{"idea":"{{TestGateway.Idea}}"}""", "/api/v1/projects");
        using var named = await PostAsync(key, $$"""{"idea":"{{TestGateway.Idea}}","user_id":"{{_owner}}"}""", "/api/v1/projects");
        using var foreign = await PostAsync(key, $$"""{"idea":"{{TestGateway.Idea}}","user_id":"{{Guid.NewGuid()}}"}""", "/api/v1/projects");
        using var admin = await PostAsync(TestGateway.AdminToken, $$"""{"idea":"{{TestGateway.Idea}}"}""", "/api/v1/projects");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (own.StatusCode, named.StatusCode));
        Assert.All(_gateway.Cluster.Created, command => Assert.Equal(_owner, command.UserId));
        await foreign.ProblemAsync(403);
        Assert.NotNull((await admin.ProblemAsync(400))["errors"]!["user_id"]);
    }

    [Fact]
    public async Task Requests_OfTwoKeysFromOneAddress_AreCountedApart()
    {
        await using var gateway = await TestGateway.StartAsync(("RATE_LIMIT_ENABLED", "true"));
        var (first, _) = gateway.Cluster.ApiKeys.Make(_owner, Scopes.Keys);
        var (second, _) = gateway.Cluster.ApiKeys.Make(_owner, Scopes.Keys);

        var remaining = new List<string>();
        foreach (var key in (string[])[first, first, second])
        {
            using var answer = await gateway.SendAsync(HttpMethod.Get, "/api/v1/keys", ("Authorization", $"Bearer {key}"));
            remaining.Add(answer.Headers.GetValues("RateLimit").Single().Split(';')[1]);
        }

        Assert.Equal(["r=29", "r=28", "r=29"], remaining);
    }

    private async Task<HttpResponseMessage> PostAsync(string token, string body, string path = "/api/v1/keys")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _gateway.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string token) =>
        _gateway.SendAsync(method, path, ("Authorization", $"Bearer {token}"));
}
