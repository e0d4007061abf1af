using System.Net;
using AiDevFramework.Gateway.Oidc;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>Tokens of an issuer that others wrote: whether both read the standards alike.</summary>
[Trait("Runs", "Programs")]
public sealed class OidcProviderTests : IAsyncLifetime
{
    private readonly OidcIssuer _issuer = new();
    private FakeTimeProvider _clock = null!;

    public async ValueTask InitializeAsync()
    {
        await _issuer.InitializeAsync(); // which may take a while
        _clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
    }

    public ValueTask DisposeAsync() => _issuer.DisposeAsync();

    [Fact(Timeout = 300_000)]
    public async Task Token_OfEachAlgorithm_OpensWhatIsItsUsers()
    {
        await using var gateway = await StartAsync();
        var project = gateway.Cluster.Add(WorkflowStatus.Processing);
        gateway.Cluster.Projects[project.Id] = project with { UserId = OidcRules.UserOf(_issuer.Address, TokenDraft.Subject) };

        foreach (var algorithm in (string[])["RS256", "PS256", "ES256"])
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, await _issuer.TokenAsync(algorithm), $"/{project.Id}"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(gateway, await _issuer.TokenAsync(algorithm, client: "stranger"), $"/{project.Id}"));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(gateway, await _issuer.TokenAsync(scope: "costs:all"), $"/{project.Id}"));
    }

    [Fact(Timeout = 300_000)]
    public async Task Token_ThatIsWrong_OpensNothing()
    {
        await using var gateway = await StartAsync(("OIDC_TOKEN_TYPES", "at+jwt,JWT"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, await _issuer.TokenAsync())); // else the others prove nothing

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, await _issuer.TokenAsync(audience: "other")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, await _issuer.TokenAsync(from: _issuer.Other)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, await _issuer.IdTokenAsync()));
        foreach (var algorithm in (string[])["RS512", "ES384", "HS256"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, await _issuer.TokenAsync(algorithm)));
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Token_ThatHasExpired_OpensNothing()
    {
        await using var gateway = await StartAsync();
        var token = await _issuer.TokenAsync(lasts: 60);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, token));

        _clock.SetUtcNow(OidcToken.Read(token)!.Expires!.Value);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, token));
    }

    [Fact(Timeout = 300_000)]
    public async Task Token_OfARotatedKey_OpensAndThoseOfTheFormerDoNotAnyMore()
    {
        await using var gateway = await StartAsync();
        var former = await _issuer.TokenAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, former));

        await _issuer.DoAsync("rotate");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, await _issuer.TokenAsync()));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, former));

        await _issuer.DoAsync("rotate");
        var next = await _issuer.TokenAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, next)); // one look a minute
        _clock.Advance(SigningKeys.RefreshPause);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, next));
    }

    [Fact(Timeout = 300_000)]
    public async Task Token_WhileTheIssuerIsAway_IsJudgedByTheKeysThatAreKnownOrAnswered503()
    {
        var early = await _issuer.TokenAsync(lasts: 200_000);
        await _issuer.DoAsync("away");
        await using var gateway = await StartAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(gateway, early));

        await _issuer.DoAsync("back");
        _clock.Advance(SigningKeys.Pause);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, early));

        await _issuer.DoAsync("rotate");
        var late = await _issuer.TokenAsync(lasts: 200_000);
        await _issuer.DoAsync("away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(gateway, late));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, early));

        await _issuer.DoAsync("back");
        _clock.Advance(SigningKeys.RefreshPause);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, late));
    }

    private Task<TestGateway> StartAsync(params (string Name, string Value)[] more) => TestGateway.StartAsync(
        services => services.AddSingleton<TimeProvider>(_clock),
        [("OIDC_AUTHORITY", _issuer.Address), ("OIDC_AUDIENCE", TokenDraft.Audience), .. more]);

    private static async Task<HttpStatusCode> StatusAsync(TestGateway gateway, string token, string path = "")
    {
        using var answer = await gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects{path}", ("Authorization", $"Bearer {token}"));
        if (answer.StatusCode is HttpStatusCode.ServiceUnavailable)
        {
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        return answer.StatusCode;
    }
}
