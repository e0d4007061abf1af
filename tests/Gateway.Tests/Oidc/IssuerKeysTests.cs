using AiDevFramework.Gateway.Oidc;
using Microsoft.AspNetCore.Http;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>What is fetched from an issuer over HTTP, and what is not.</summary>
public sealed class IssuerKeysTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/realms/plans")]
    [InlineData("/realms/plans/")]
    public async Task Read_OfAnIssuerWithAnyPath_FindsItsKeys(string path)
    {
        await using var issuer = await FakeIssuer.StartAsync(path);

        var keys = await ReadAsync(issuer.Issuer);

        Assert.Equal((issuer.Issuer, 2), (keys.Issuer, keys.Keys.Count));
        Assert.Equal([$"{path.TrimEnd('/')}/.well-known/openid-configuration", $"{path.TrimEnd('/')}/keys"], issuer.Asked);
    }

    /// <summary>The issuer's own spelling is what its tokens have.</summary>
    [Fact]
    public async Task Read_WithAnotherSlashInTheSetting_GoesByTheIssuersSpelling()
    {
        await using var issuer = await FakeIssuer.StartAsync("/realms/plans/");

        Assert.Equal(issuer.Issuer, (await ReadAsync(issuer.Issuer.TrimEnd('/'))).Issuer);
    }

    [Theory]
    [InlineData("\"https://evil.example.com\"", "says that it is another one")]
    [InlineData("\"\"", "says that it is another one")]
    [InlineData("7", "no description")]
    public async Task Read_OfAnIssuerThatSaysItIsAnother_IsRefused(string said, string reason)
    {
        await using var issuer = await FakeIssuer.StartAsync();
        issuer.Description["/.well-known/openid-configuration"] = $$"""{"issuer":{{said}},"jwks_uri":"{{issuer.Issuer}}/keys"}""";

        await RefusedAsync(issuer, reason);
        Assert.DoesNotContain("/keys", issuer.Asked);
    }

    [Theory]
    [InlineData("http://192.0.2.1/keys")]
    [InlineData("http://login.example.com/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/keys")]
    [InlineData("https://user:secret@127.0.0.1/keys")]
    [InlineData("/keys")]
    [InlineData("")]
    public async Task Read_OfKeysAtAnAddressThatIsNotSafe_IsRefused(string address)
    {
        await using var issuer = await FakeIssuer.StartAsync();
        issuer.Description["/.well-known/openid-configuration"] = $$"""{"issuer":"{{issuer.Issuer}}","jwks_uri":"{{address}}"}""";

        await RefusedAsync(issuer, "no https address");
    }

    [Fact]
    public async Task Read_OfKeysOnAnotherHost_FindsThem()
    {
        await using var other = await FakeIssuer.StartAsync();
        await using var issuer = await FakeIssuer.StartAsync();
        issuer.Description["/.well-known/openid-configuration"] = $$"""{"issuer":"{{issuer.Issuer}}","jwks_uri":"{{other.Issuer}}/keys"}""";

        Assert.Equal(issuer.Issuer, (await ReadAsync(issuer.Issuer)).Issuer);
        Assert.Equal(["/keys"], other.Asked);
    }

    [Fact]
    public async Task Read_OfAnAnswerThatLeadsElsewhere_IsRefused()
    {
        await using var other = await FakeIssuer.StartAsync();
        await using var issuer = await FakeIssuer.StartAsync();
        issuer.Instead = context =>
        {
            context.Response.Redirect($"{other.Issuer}{context.Request.Path}");
            return Task.CompletedTask;
        };

        await RefusedAsync(issuer, "answers 302");
        Assert.Empty(other.Asked);
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration", "", "no description")]
    [InlineData("/.well-known/openid-configuration", "[]", "no description")]
    [InlineData("/.well-known/openid-configuration", "<html>", "no description")]
    [InlineData("/keys", "<html>", "no JSON")]
    [InlineData("/keys", "{}", "no JSON Web Key Set")]
    [InlineData("/keys", """{"keys":[]}""", "no key to verify")]
    public async Task Read_OfAnAnswerThatIsSomethingElse_IsRefused(string path, string json, string reason)
    {
        await using var issuer = await FakeIssuer.StartAsync();
        issuer.Description[path] = json;

        await RefusedAsync(issuer, reason);
    }

    [Fact]
    public async Task Read_OfAnAnswerWithoutEnd_IsRefused()
    {
        await using var issuer = await FakeIssuer.StartAsync();
        var block = new string(' ', 64 * 1024);
        issuer.Instead = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(block, context.RequestAborted);
            }
        };

        await RefusedAsync(issuer, "cannot be reached");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Read_OfAnAnswerOfAMegabyte_TakesNoByteMore(int more, bool isTaken)
    {
        await using var issuer = await FakeIssuer.StartAsync();
        issuer.Description["/keys"] = issuer.Description["/keys"].PadRight((1024 * 1024) + more);

        if (isTaken)
        {
            Assert.Equal(2, (await ReadAsync(issuer.Issuer)).Keys.Count);
        }
        else
        {
            await RefusedAsync(issuer, "cannot be reached");
        }
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(204)]
    public async Task Read_OfAnotherStatus_IsRefused(int status)
    {
        await using var issuer = await FakeIssuer.StartAsync();
        issuer.Instead = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        await RefusedAsync(issuer, $"answers {status}");
    }

    [Fact]
    public async Task Read_WhereNobodyListens_SaysSo()
    {
        var fault = await Assert.ThrowsAsync<KeySourceException>(() => ReadAsync("http://127.0.0.1:9"));

        Assert.Contains("http://127.0.0.1:9/.well-known/openid-configuration cannot be reached", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ThatIsCalledOff_Ends()
    {
        await using var issuer = await FakeIssuer.StartAsync();
        issuer.Instead = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var deadline = new CancellationTokenSource();
        using var source = new IssuerKeys(new OidcOptions { Authority = issuer.Issuer });

        var reading = source.ReadAsync(deadline.Token);
        await deadline.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Theory]
    [InlineData("https://login.example.com", true)]
    [InlineData("https://login.example.com:8443/realms/a%20b/", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("http://127.0.0.2", true)]
    [InlineData("http://[::1]:3000/x", true)]
    [InlineData("http://login.example.com", false)]
    [InlineData("http://localhost.example.com", false)]
    [InlineData("http://127.0.0.1.example.com", false)]
    [InlineData("ftp://localhost", false)]
    [InlineData("login.example.com", false)]
    [InlineData("https://user:secret@login.example.com", false)]
    [InlineData("https://login.example.com?tenant=a", false)]
    [InlineData("https://login.example.com#a", false)]
    [InlineData("https://login.example.com\\@evil.example.com", false)]
    [InlineData("https://", false)]
    [InlineData("", false)]
    public void ReadAddress_OfAnIssuer_TakesHttpsAndThisMachine(string text, bool isTaken) =>
        Assert.Equal(isTaken, IssuerAddress.Read(text) is not null);

    private static async Task<KeySet> ReadAsync(string authority)
    {
        using var source = new IssuerKeys(new OidcOptions { Authority = authority });
        return await source.ReadAsync(TestContext.Current.CancellationToken);
    }

    private static async Task RefusedAsync(FakeIssuer issuer, string reason)
    {
        var fault = await Assert.ThrowsAsync<KeySourceException>(() => ReadAsync(issuer.Issuer));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}
