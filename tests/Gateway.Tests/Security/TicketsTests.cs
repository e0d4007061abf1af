using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Gateway.Tests.Oidc;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.TestSupport;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Security;

public sealed class TicketsTests
{
    private static readonly Guid _project = Guid.Parse("123e4567-e89b-12d3-a456-426614174000");

    private readonly TestClock _clock = new();
    private readonly AdminToken _admin = Admin(TestGateway.AdminToken);
    private readonly Tickets _tickets;

    public TicketsTests() => _tickets = new Tickets(_admin, _clock);

    /// <summary>Ways to change a good ticket, each of which must make it worthless.</summary>
    public static TheoryData<string> Forgeries =>
        ["cut", "payload", "signature", "none", "none-unsigned", "other-key", "admin-token-as-key", "no-expiry", "other-audience", "junk", "empty"];

    [Fact]
    public void Read_OfAFreshTicket_GivesItsProject()
    {
        Assert.Equal(_project, _tickets.Read(_tickets.Mint(_project)));
    }

    [Fact]
    public void Read_OfAnotherGatewaysTicket_GivesItsProject()
    {
        Assert.Equal(_project, new Tickets(Admin(TestGateway.AdminToken), _clock).Read(_tickets.Mint(_project)));
    }

    [Fact]
    public void Read_AtTheEndOfItsLife_Refuses()
    {
        var ticket = _tickets.Mint(_project);

        _clock.Advance(Tickets.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(_project, _tickets.Read(ticket));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_tickets.Read(ticket));
    }

    [Fact]
    public void Read_AfterTheAdminTokenChanged_Refuses()
    {
        Assert.Null(new Tickets(Admin(new string('x', 40)), _clock).Read(_tickets.Mint(_project)));
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void Read_OfAForgedTicket_Refuses(string forgery)
    {
        Assert.Null(_tickets.Read(Forge(forgery)));
    }

    [Theory]
    [InlineData("none", "unauthenticated")]
    [InlineData("header-admin", "granted")]
    [InlineData("header-ticket", "granted")]
    [InlineData("token-admin", "granted")]
    [InlineData("token-ticket", "granted")]
    [InlineData("access_token-admin", "granted")]
    [InlineData("access_token-ticket", "granted")]
    [InlineData("token-other", "wrong project")]
    [InlineData("access_token-other", "wrong project")]
    [InlineData("header-other", "wrong project")]
    [InlineData("token-wrong", "unauthenticated")]
    [InlineData("header-wrong", "unauthenticated")]
    [InlineData("token-empty", "unauthenticated")]
    [InlineData("token-forged", "unauthenticated")]
    public async Task FindPass_OfACaller_JudgesTokenAndProject(string how, string expected)
    {
        var context = new DefaultHttpContext();
        var (place, kind) = (how.Split('-')[0], how.Split('-')[^1]);
        var token = kind switch
        {
            "admin" => TestGateway.AdminToken,
            "ticket" => _tickets.Mint(_project),
            "other" => _tickets.Mint(Guid.NewGuid()),
            "forged" => Forge("payload"),
            "empty" => "",
            _ => "wrong",
        };
        if (place == "header")
        {
            context.Request.Headers.Authorization = $"Bearer {token}";
        }
        else if (place != "none")
        {
            context.Request.QueryString = QueryString.Create(place, token);
        }

        var (pass, _) = await new ProgressAccess(_admin, new Callers(_admin, new KeyRing(new FakeCluster(), _clock, NullLogger<KeyRing>.Instance), OidcParts.Off(_clock)), _tickets).FindPassAsync(context.Request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, pass is null ? "unauthenticated" : pass.Admits(_project) ? "granted" : "wrong project");
    }

    /// <summary>Members after those of a good ticket, properly signed, and whether the ticket holds at the clock's beginning.</summary>
    public static TheoryData<string, bool> Times => new()
    {
        { $""","nbf":{_now}""", true },
        { $""","nbf":{_now - 1}""", true },
        { $""","nbf":{_now + 1}""", false },
        { $""","nbf":{_now + 1_000_000_000_000}""", false },
        { ""","nbf":-5""", true },
        { ""","nbf":null""", false },
        { $""","nbf":"{_now}" """, false },
        { $""","nbf":{_now}.5""", false },
        { ""","nbf":9223372036854775808""", false },
        { $""","iat":{_now},"jti":"x" """, true }, // unknown to us: nothing follows from them
        { ""","sub":"923e4567-e89b-12d3-a456-426614174000" """, false }, // a second one
        { ""","exp":9999999999""", false },
        { ""","nbf":1,"nbf":2""", false },
    };

    private static readonly long _now = new TestClock().GetUtcNow().ToUnixTimeSeconds();

    [Theory]
    [MemberData(nameof(Times))]
    public void Read_OfASignedTicketWithFurtherMembers_HonoursThem(string members, bool holds)
    {
        Assert.Equal(holds ? _project : null, _tickets.Read(SignProperly(Payload(_now + 60) + members + "}")));
    }

    [Fact]
    public void Read_BeforeAndAfterItsTime_RefusesAndOpens()
    {
        var ticket = SignProperly(Payload(_now + 60) + $$""","nbf":{{_now + 10}}}""");
        Assert.Null(_tickets.Read(ticket));

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(_project, _tickets.Read(ticket));

        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Null(_tickets.Read(ticket));
    }

    /// <summary>Signed properly, so that a lax reader would take them.</summary>
    [Theory]
    [InlineData("exp", "\"9999999999\"")]
    [InlineData("exp", "1e10")]
    [InlineData("exp", "99999999999999999999")]
    [InlineData("aud", "[\"aidev-progress\"]")]
    [InlineData("iss", "\"AIDEV-GATEWAY\"")]
    [InlineData("sub", "\"{123e4567-e89b-12d3-a456-426614174000}\"")]
    [InlineData("sub", "\"123e4567e89b12d3a456426614174000\"")]
    [InlineData("sub", "1")]
    public void Read_OfAClaimInAnotherShape_Refuses(string claim, string value)
    {
        var claims = new Dictionary<string, string>
        {
            ["sub"] = $"\"{_project}\"",
            ["aud"] = "\"aidev-progress\"",
            ["iss"] = "\"aidev-gateway\"",
            ["exp"] = $"{_now + 60}",
        };
        Assert.Equal(_project, _tickets.Read(SignProperly(Json())));

        claims[claim] = value;

        Assert.Null(_tickets.Read(SignProperly(Json())));

        string Json() => $"{{{string.Join(',', claims.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
    }

    [Theory]
    [InlineData("""{"typ":"JWT","alg":"HS256"}""")]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"hs256","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS512","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256","alg":"none","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT","kid":"1"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT","crit":["exp"]}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT","jwk":{"kty":"oct","k":"AAAA"}}""")]
    [InlineData("""{"alg": "HS256","typ":"JWT"}""")]
    public void Read_WithAnotherHead_Refuses(string head)
    {
        var text = $"{Encode(head)}.{Encode(Payload(_now + 60) + "}")}";

        Assert.Null(_tickets.Read($"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(ProperKey(), Encoding.ASCII.GetBytes(text)))}"));
    }

    /// <summary>Each of these stands for the same bytes to a forgiving decoder: a second account for the same holder.</summary>
    [Theory]
    [InlineData("{0}=")]
    [InlineData("{0}==")]
    [InlineData("{0} ")]
    [InlineData(" {0}")]
    [InlineData("{0}\n")]
    [InlineData("{0}.")]
    [InlineData("{0}é")]
    public void Read_OfASecondSpelling_Refuses(string spelling)
    {
        var ticket = _tickets.Mint(_project);

        Assert.Null(_tickets.Read(string.Format(System.Globalization.CultureInfo.InvariantCulture, spelling, ticket)));
        var parts = ticket.Split('.');
        var payload = string.Format(System.Globalization.CultureInfo.InvariantCulture, spelling, parts[1]);
        Assert.Null(_tickets.Read($"{parts[0]}.{payload}.{parts[2]}"));
        var signed = $"{parts[0]}.{payload}";
        Assert.Null(_tickets.Read($"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(ProperKey(), Encoding.ASCII.GetBytes(signed)))}"));
    }

    [Fact]
    public void Read_OfEveryOtherLastLetter_Refuses()
    {
        var ticket = _tickets.Mint(_project); // 32 bytes in 43 letters: the last one has two bits to spare

        var good = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Count(letter => _tickets.Read(ticket[..^1] + letter) is not null);

        Assert.Equal(1, good);
    }

    [Fact]
    public void Read_OfAnythingChanged_RefusesWithoutAnException()
    {
        var ticket = _tickets.Mint(_project);
        (from at in Gen.Int[0, ticket.Length - 1] from letter in Gen.Char select (at, letter)).Sample(change =>
        {
            var changed = $"{ticket[..change.at]}{change.letter}{ticket[(change.at + 1)..]}";
            return changed == ticket || _tickets.Read(changed) is null;
        });
        Gen.String.Sample(text => _tickets.Read(text) is null);
        Assert.Null(_tickets.Read(ticket + new string('A', 1_000_000)));
    }

    private static string Payload(long expires) =>
        $$"""{"sub":"{{_project}}","aud":"aidev-progress","iss":"aidev-gateway","exp":{{expires}}""";

    private string Forge(string forgery)
    {
        var parts = _tickets.Mint(_project).Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        return forgery switch
        {
            "cut" => string.Join('.', parts[..2]),
            "payload" => $"{parts[0]}.{Encode(payload.Replace("123e4567", "923e4567", StringComparison.Ordinal))}.{parts[2]}",
            "signature" => $"{parts[0]}.{parts[1]}.{Encode(new string('s', 32))}",
            "none" => $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.",
            "none-unsigned" => $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.{parts[2]}",
            "other-key" => Sign(payload, new string('k', 32)),
            "admin-token-as-key" => Sign(payload, TestGateway.AdminToken),
            "no-expiry" => SignProperly("""{"sub":"123e4567-e89b-12d3-a456-426614174000","aud":"aidev-progress","iss":"aidev-gateway"}"""),
            "other-audience" => SignProperly(payload.Replace("aidev-progress", "elsewhere", StringComparison.Ordinal)),
            "junk" => "a.b.c",
            _ => "",
        };
    }

    private static string Sign(string payload, string key) => Sign(payload, Encoding.UTF8.GetBytes(key));

    private static string SignProperly(string payload) => Sign(payload, ProperKey());

    private static byte[] ProperKey() => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(TestGateway.AdminToken), 32, info: "aidev progress ticket 1"u8.ToArray());

    private static string Sign(string payload, byte[] key)
    {
        var text = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(payload)}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static AdminToken Admin(string token) => new(
        Options.Create(new GatewayOptions { AdminToken = token }),
        new HostingEnvironment { EnvironmentName = Environments.Production });
}
