using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Security;

public sealed class TicketsTests
{
    private static readonly Guid _project = Guid.Parse("123e4567-e89b-12d3-a456-426614174000");

    private readonly ManualClock _clock = new();
    private readonly AdminToken _admin = Admin(TestGateway.AdminToken);
    private readonly Tickets _tickets;

    public TicketsTests() => _tickets = new Tickets(_admin, _clock);

    /// <summary>Ways to change a good ticket, each of which must make it worthless.</summary>
    public static TheoryData<string> Forgeries =>
        ["cut", "payload", "signature", "none", "none-unsigned", "other-key", "admin-token-as-key", "no-expiry", "other-audience", "junk", "empty"];

    [Fact]
    public async Task Read_OfAFreshTicket_GivesItsProject()
    {
        Assert.Equal(_project, await _tickets.ReadAsync(_tickets.Mint(_project)));
    }

    [Fact]
    public async Task Read_OfAnotherGatewaysTicket_GivesItsProject()
    {
        Assert.Equal(_project, await new Tickets(Admin(TestGateway.AdminToken), _clock).ReadAsync(_tickets.Mint(_project)));
    }

    [Fact]
    public async Task Read_AtTheEndOfItsLife_Refuses()
    {
        var ticket = _tickets.Mint(_project);

        _clock.Advance(Tickets.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(_project, await _tickets.ReadAsync(ticket));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await _tickets.ReadAsync(ticket));
    }

    [Fact]
    public async Task Read_AfterTheAdminTokenChanged_Refuses()
    {
        Assert.Null(await new Tickets(Admin(new string('x', 40)), _clock).ReadAsync(_tickets.Mint(_project)));
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Read_OfAForgedTicket_Refuses(string forgery)
    {
        Assert.Null(await _tickets.ReadAsync(Forge(forgery)));
    }

    [Theory]
    [InlineData("none", nameof(AccessVerdict.Unauthenticated))]
    [InlineData("header-admin", nameof(AccessVerdict.Granted))]
    [InlineData("header-ticket", nameof(AccessVerdict.Granted))]
    [InlineData("token-admin", nameof(AccessVerdict.Granted))]
    [InlineData("token-ticket", nameof(AccessVerdict.Granted))]
    [InlineData("access_token-admin", nameof(AccessVerdict.Granted))]
    [InlineData("access_token-ticket", nameof(AccessVerdict.Granted))]
    [InlineData("token-other", nameof(AccessVerdict.WrongProject))]
    [InlineData("access_token-other", nameof(AccessVerdict.WrongProject))]
    [InlineData("header-other", nameof(AccessVerdict.WrongProject))]
    [InlineData("token-wrong", nameof(AccessVerdict.Unauthenticated))]
    [InlineData("header-wrong", nameof(AccessVerdict.Unauthenticated))]
    [InlineData("token-empty", nameof(AccessVerdict.Unauthenticated))]
    [InlineData("token-forged", nameof(AccessVerdict.Unauthenticated))]
    public async Task Check_OfACaller_JudgesTokenAndProject(string how, string expected)
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

        var verdict = await new ProgressAccess(_admin, _tickets).CheckAsync(context, _project);

        Assert.Equal(expected, verdict.ToString());
    }

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

    private static string SignProperly(string payload) => Sign(payload, HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(TestGateway.AdminToken), 32, info: "aidev progress ticket 1"u8.ToArray()));

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
