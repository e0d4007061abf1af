using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Oidc;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>Which tokens are taken, and as whose.</summary>
public sealed class OidcTokensTests
{
    private readonly TestClock _clock = new();
    private readonly OidcOptions _options = OidcParts.Options();
    private readonly StillKeys _issuer = new(TestKey.Rsa, TestKey.OtherRsa, TestKey.Curve);
    private readonly OidcTokens _tokens;

    public OidcTokensTests() => _tokens = OidcParts.Of(_options, _issuer, _clock);

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Judge_OfAGoodToken_IsItsUser(string algorithm)
    {
        var caller = await KnownAsync(Draft().Sign(algorithm == "ES256" ? TestKey.Curve : TestKey.Rsa, algorithm));

        Assert.Equal(Scopes.PlansRead | Scopes.PlansWrite, caller.Scopes);
        Assert.Equal((null, false, _clock.GetUtcNow().AddMinutes(5)), (caller.KeyId, caller.SeesAll, caller.EndsAt));
        Assert.Equal($"user {caller.UserId}", caller.Account);
    }

    /// <summary>As <c>uuid5(uuid5(NAMESPACE_URL, issuer), subject)</c> of Python says it.</summary>
    [Fact]
    public async Task Judge_OfAGoodToken_NamesTheUserByIssuerAndSubject()
    {
        var caller = await KnownAsync(Draft().Sign(TestKey.Rsa));

        Assert.Equal(Guid.Parse("9e2a5fb5-3d05-5748-8bb8-764a3ae5ed0e"), caller.UserId);
        Assert.NotEqual(caller.UserId, OidcRules.UserOf(OidcParts.Issuer, "somebody else"));
        Assert.NotEqual(caller.UserId, OidcRules.UserOf("https://other.example.com", TokenDraft.Subject));
        Assert.NotEqual(OidcRules.UserOf("https://a.example", "bc"), OidcRules.UserOf("https://a.exampleb", "c"));
    }

    public static TheoryData<string, string> Spoiled => new()
    {
        { "aud", "\"https://other.example.com\"" },
        { "aud", "[\"https://other.example.com\"]" },
        { "aud", "[]" },
        { "aud", "{}" },
        { "aud", "[7]" },
        { "aud", "null" },
        { "aud", "\"https://plans.example.com/\"" },
        { "aud", "\"HTTPS://PLANS.EXAMPLE.COM\"" },
        { "iss", "\"https://login.example.com\"" },
        { "iss", "\"https://login.example.com/realms/plans/\"" },
        { "iss", "\"https://evil.example.com/realms/plans\"" },
        { "iss", "\"\"" },
        { "iss", "null" },
        { "sub", "\"\"" },
        { "sub", "null" },
        { "sub", "7" },
        { "sub", $"\"{new string('x', 256)}\"" },
        { "sub", "\"\\ud800\"" },
        { "exp", "null" },
        { "exp", "\"1999999999\"" },
        { "exp", "1e300" },
        { "exp", "-1" },
        { "exp", "0" },
        { "exp", "[]" },
        { "nbf", "\"later\"" },
        { "nbf", "9999999999" },
        { "scope", "7" },
        { "scope", "{\"plans:read\":true}" },
        { "scp", "[true]" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task Judge_WithAClaimThatIsWrong_IsNobody(string claim, string json) =>
        await RefusedAsync(TokenDraft.Sign(TestKey.Rsa, "RS256", Head(), Spoil(claim, json)));

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("sub")]
    [InlineData("exp")]
    public async Task Judge_WithoutAClaim_IsNobody(string claim) => await RefusedAsync(Draft().Without(claim).Sign(TestKey.Rsa));

    [Theory]
    [InlineData("exp", 0, false)]
    [InlineData("exp", 1, true)]
    [InlineData("nbf", 0, true)]
    [InlineData("nbf", 30, true)]
    [InlineData("nbf", 31, false)]
    public async Task Judge_AtTheEdgesOfItsTime_AllowsThirtySecondsAtTheBeginningAlone(string claim, int seconds, bool isTaken)
    {
        var token = Draft().With(claim, _clock.GetUtcNow().ToUnixTimeSeconds() + seconds).Sign(TestKey.Rsa);

        Assert.Equal(isTaken, await _tokens.JudgeAsync(token, TestContext.Current.CancellationToken) is CallerVerdict.Known);
    }

    [Fact]
    public async Task Judge_WithAFractionOfASecond_TakesTheSecondBelow()
    {
        var end = _clock.GetUtcNow().ToUnixTimeSeconds() + 60;

        var caller = await KnownAsync(Draft().With("exp", end + 0.9).Sign(TestKey.Rsa));

        Assert.Equal(end, caller.EndsAt!.Value.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("")]
    [InlineData("HS256")]
    [InlineData("RS512")]
    [InlineData("ES384")]
    [InlineData("EdDSA")]
    [InlineData("rs256")]
    public async Task Judge_WithAnotherAlgorithm_IsNobody(string algorithm)
    {
        var draft = Draft().WithHeader("alg", algorithm);

        await RefusedAsync(draft.Sign(TestKey.Rsa, "RS512"));
        var unsigned = $"{TestKey.Encode(draft.Header.ToJsonString())}.{TestKey.Encode(draft.Claims.ToJsonString())}.";
        await RefusedAsync(unsigned);
        await RefusedAsync(unsigned + TestKey.Encode("signature"));
    }

    /// <summary>The oldest trick: what is public, taken for a secret.</summary>
    [Fact]
    public async Task Judge_WithThePublicKeyAsASecret_IsNobody()
    {
        var pem = Encoding.ASCII.GetBytes(((RSA)TestKey.Rsa.Pair).ExportSubjectPublicKeyInfoPem());
        foreach (var algorithm in (string[])["HS256", "RS256"])
        {
            var draft = Draft().WithHeader("alg", algorithm).WithHeader("kid", TestKey.Rsa.Id);
            var signed = $"{TestKey.Encode(draft.Header.ToJsonString())}.{TestKey.Encode(draft.Claims.ToJsonString())}";
            await RefusedAsync($"{signed}.{TestKey.Encode(HMACSHA256.HashData(pem, Encoding.ASCII.GetBytes(signed)))}");
        }
    }

    [Theory]
    [InlineData("RS256", "ES256")]
    [InlineData("PS256", "RS256")]
    [InlineData("RS256", "PS256")]
    public async Task Judge_OfATokenThatIsSignedInAnotherWay_IsNobody(string said, string done)
    {
        var key = done == "ES256" ? TestKey.Curve : TestKey.Rsa;

        await RefusedAsync(Draft().WithHeader("alg", said).Sign(key, done));
    }

    public static TheoryData<string, string> Headers => new()
    {
        { "jku", "\"https://evil.example.com/keys\"" },
        { "x5u", "\"https://evil.example.com/certificate\"" },
        { "jwk", TestKey.OtherRsa.ToJwk().ToJsonString() },
        { "x5c", "[\"MIIB\"]" },
        { "crit", "[\"exp\"]" },
        { "b64", "false" },
        { "zip", "\"DEF\"" },
        { "enc", "\"A256GCM\"" },
        { "kid", "7" },
        { "typ", "[]" },
        { "alg", "[\"RS256\"]" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Judge_WithAHeaderThatBringsAKeyOrIsNotKnown_IsNobody(string name, string json)
    {
        await RefusedAsync(Draft().WithHeader(name, JsonNode.Parse(json)).Sign(TestKey.Rsa));
        Assert.Equal(0, _issuer.Reads);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("' or 1=1 --")]
    [InlineData("http://127.0.0.1:9/keys")]
    [InlineData("RSA-1")]
    [InlineData("")]
    public async Task Judge_WithTheNameOfNoKey_IsNobody(string id) => await RefusedAsync(Draft().WithHeader("kid", id).Sign(TestKey.Rsa));

    [Fact]
    public async Task Judge_WithTheNameOfAnotherKey_IsNobodyAndAsksNoIssuer()
    {
        await KnownAsync(Draft().Sign(TestKey.Rsa));

        await RefusedAsync(Draft().WithHeader("kid", TestKey.OtherRsa.Id).Sign(TestKey.Rsa));

        Assert.Equal(1, _issuer.Reads);
    }

    [Theory]
    [InlineData("at+jwt", true, true)]
    [InlineData("AT+JWT", true, true)]
    [InlineData("application/at+jwt", true, true)]
    [InlineData("JWT", false, true)]
    [InlineData("application/jwt", false, true)]
    [InlineData(null, false, true)]
    [InlineData("logout+jwt", false, false)]
    [InlineData("dpop+jwt", false, false)]
    [InlineData("aidev-session+jwt", false, false)]
    public async Task Judge_OfEachType_GoesByTheSetting(string? type, bool isTaken, bool isTakenWithJwt)
    {
        var draft = Draft();
        draft.Header.Remove("typ");
        var token = (type is null ? draft : draft.WithHeader("typ", type)).Sign(TestKey.Rsa);

        Assert.Equal(isTaken, await _tokens.JudgeAsync(token, TestContext.Current.CancellationToken) is CallerVerdict.Known);
        _options.TokenTypes = ["at+jwt", "JWT"];
        Assert.Equal(isTakenWithJwt, await _tokens.JudgeAsync(token, TestContext.Current.CancellationToken) is CallerVerdict.Known);
        _options.TokenTypes = ["JWT"];
        Assert.Equal(isTakenWithJwt && !isTaken, await _tokens.JudgeAsync(token, TestContext.Current.CancellationToken) is CallerVerdict.Known);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("at_hash")]
    [InlineData("c_hash")]
    [InlineData("s_hash")]
    [InlineData("-scope")]
    public async Task Judge_OfAnIdToken_IsNobodyThoughPlainTokensAreTaken(string mark)
    {
        _options.TokenTypes = ["at+jwt", "JWT"];
        var draft = Draft().WithHeader("typ", "JWT");

        await RefusedAsync((mark == "-scope" ? draft.Without("scope") : draft.With(mark, "x")).Sign(TestKey.Rsa));
    }

    [Theory]
    [InlineData("\"plans:read\"", null, Scopes.PlansRead)]
    [InlineData("\" plans:read  plans:delete \"", null, Scopes.PlansRead | Scopes.PlansDelete)]
    [InlineData("\"\"", null, Scopes.None)]
    [InlineData("\"openid profile PLANS:READ plans:* plans:read,plans:write\"", null, Scopes.None)]
    [InlineData(null, "\"plans:read plans:write\"", Scopes.PlansRead | Scopes.PlansWrite)]
    [InlineData(null, "[\"plans:read\",\"costs:all\",\"unknown\"]", Scopes.PlansRead | Scopes.CostsAll)]
    [InlineData(null, "[]", Scopes.None)]
    [InlineData("[\"plans:read\"]", "\"plans:delete\"", Scopes.PlansRead | Scopes.PlansDelete)]
    [InlineData("\"admin keys\"", null, Scopes.Admin | Scopes.Keys)]
    [InlineData(null, null, Scopes.PlansRead | Scopes.PlansWrite)]
    internal async Task Judge_WithScopesInAnyForm_ReadsThoseThatAreKnown(string? scope, string? scp, Scopes scopes)
    {
        var draft = Draft().Without("scope");
        if (scope is not null)
        {
            draft.With("scope", JsonNode.Parse(scope));
        }

        if (scp is not null)
        {
            draft.With("scp", JsonNode.Parse(scp));
        }

        Assert.Equal(scopes, (await KnownAsync(draft.Sign(TestKey.Rsa))).Scopes);
    }

    /// <summary>Other services have an <c>admin</c> too, and the word could be meant for them.</summary>
    [Fact]
    public async Task Judge_OfATokenForSeveralServices_GivesNoScopeBeyondPlans()
    {
        var audiences = new JsonArray("https://other.example.com", TokenDraft.Audience);

        var caller = await KnownAsync(Draft().With("aud", audiences).With("scope", "admin keys plans:read").Sign(TestKey.Rsa));

        Assert.Equal(Scopes.PlansRead, caller.Scopes);
    }

    [Theory]
    [InlineData("none", Scopes.None)]
    [InlineData("plans:read", Scopes.PlansRead)]
    [InlineData("admin", Scopes.None)]
    internal async Task Judge_WithoutScopes_GivesThoseOfTheSetting(string defaults, Scopes scopes)
    {
        _options.DefaultScopes = [defaults];

        Assert.Equal(scopes, (await KnownAsync(Draft().Without("scope").Sign(TestKey.Rsa))).Scopes);
    }

    [Theory]
    [InlineData("Ann", null, "Ann")]
    [InlineData(null, "ann", "ann")]
    [InlineData("A\nB", "ann", "ann")]
    [InlineData("", null, null)]
    public async Task Judge_WithAName_ShowsItWhereItCanBeShown(string? name, string? login, string? shown)
    {
        var caller = await KnownAsync(Draft().With("name", name).With("preferred_username", login).Sign(TestKey.Rsa));

        Assert.Equal(shown ?? caller.UserId.ToString(), caller.Name);
    }

    public static TheoryData<string> Malformed
    {
        get
        {
            var good = new TokenDraft(OidcParts.Issuer, new TestClock().GetUtcNow()).Sign(TestKey.Rsa);
            var (head, body, signature) = (good.Split('.')[0], good.Split('.')[1], good.Split('.')[2]);
            return
            [
                "..", "a.b.c", ".", "", $"{head}..{signature}", $".{body}.{signature}", $"{head}.{body}.", $"{head}.{body}", $"{good}.", $"{good}.{signature}",
                $"{head}=.{body}.{signature}", $" {good}", $"{good} ", $"{head}.{body}.{signature}==", good.Replace('-', '+').Replace('_', '/') + "+",
                $"{head}.{body}.{signature[..^1]}", $"{head}.{body}.{signature}AAAA", $"{head}.{TestKey.Encode("[]")}.{signature}",
                $"{head}.{TestKey.Encode("null")}.{signature}", $"{head}.{TestKey.Encode("{")}.{signature}", $"{head}.{TestKey.Encode([0xff, 0xfe])}.{signature}",
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Judge_OfWhatIsNoToken_IsNobody(string text) => await RefusedAsync(text);

    [Fact]
    public async Task Judge_OfAHugeDeepOrDoubleToken_IsNobodyAndAsksNoIssuer()
    {
        var claims = Draft().Claims.ToJsonString()[..^1];
        foreach (var (head, body) in ((string, string)[])[
            (Head(), claims + $",\"x\":\"{new string('x', 20_000)}\"}}"),
            (Head(), claims + $",\"x\":{new string('[', 5000)}{new string(']', 5000)}}}"),
            (Head()[..^1] + $",\"x\":{new string('[', 50)}{new string(']', 50)}}}", claims + "}"),
            (Head(), claims + ",\"sub\":\"admin\"}"),
            (Head()[..^1] + ",\"alg\":\"none\"}", claims + "}"),
            (Head(), claims + "}{}"),
            (Head(), claims + ",}")])
        {
            await RefusedAsync(TokenDraft.Sign(TestKey.Rsa, "RS256", head, body));
        }

        Assert.Equal(0, _issuer.Reads);
    }

    [Fact]
    public async Task Judge_OfATokenWithOneBitChanged_IsNobody()
    {
        var good = Draft().Sign(TestKey.Curve, "ES256");
        await KnownAsync(good);

        for (var place = 0; place < good.Length; place++)
        {
            await RefusedAsync(good[..place] + (good[place] == 'A' ? 'B' : 'A') + good[(place + 1)..], unless: good);
        }
    }

    [Fact]
    public async Task Judge_WithoutAnIssuer_IsNobody()
    {
        var off = OidcParts.Of(new OidcOptions(), _issuer, _clock);

        Assert.IsType<CallerVerdict.Unknown>(await off.JudgeAsync(Draft().Sign(TestKey.Rsa), TestContext.Current.CancellationToken));
        Assert.Equal(0, _issuer.Reads);
    }

    private TokenDraft Draft() => new(OidcParts.Issuer, _clock.GetUtcNow());

    private static string Head() => """{"typ":"at+jwt","alg":"RS256","kid":"rsa-1"}""";

    private string Spoil(string claim, string json)
    {
        var claims = Draft().Without(claim).Claims.ToJsonString();
        return $$"""{{claims[..^1]}},"{{claim}}":{{json}}}""";
    }

    private async Task<Caller> KnownAsync(string token) =>
        Assert.IsType<CallerVerdict.Known>(await _tokens.JudgeAsync(token, TestContext.Current.CancellationToken)).Caller;

    /// <param name="unless">The same text, which is no test.</param>
    private async Task RefusedAsync(string token, string? unless = null)
    {
        if (token != unless)
        {
            Assert.IsType<CallerVerdict.Unknown>(await _tokens.JudgeAsync(token, TestContext.Current.CancellationToken));
        }
    }
}
