using AiDevFramework.Gateway.Oidc;
using AiDevFramework.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Oidc;

public sealed class OidcOptionsTests : IDisposable
{
    private const string Authority = "https://login.example.com";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Settings_WithoutAny_AreGoodAndTakeNoToken()
    {
        using var host = Build();

        host.RequireValidSettings();
        Assert.False(host.Services.GetRequiredService<IOptions<OidcOptions>>().Value.IsOn);
    }

    [Fact]
    public void Settings_WithAnIssuer_AreGood()
    {
        File.WriteAllText(_file, TestKey.SetOf(TestKey.Curve.ToJwk()));

        Assert.Empty(Errors(("OIDC_AUTHORITY", Authority), ("OIDC_AUDIENCE", "plans")));
        Assert.Empty(Errors(("OIDC_AUTHORITY", "http://127.0.0.1:3000"), ("OIDC_AUDIENCE", "plans")));
        Assert.Empty(Errors(
            ("OIDC_AUTHORITY", Authority), ("OIDC_AUDIENCE", "plans"), ("OIDC_JWKS_FILE", _file), ("OIDC_DEFAULT_SCOPES", "none"),
            ("OIDC_TOKEN_TYPES", "at+jwt,JWT")));
    }

    [Theory]
    [InlineData("OIDC_AUTHORITY", "http://login.example.com", "OIDC_AUTHORITY is 'http://login.example.com', expected the issuer as https://")]
    [InlineData("OIDC_AUTHORITY", "login.example.com", "OIDC_AUTHORITY is 'login.example.com'")]
    [InlineData("OIDC_AUTHORITY", "https://ann:hush@login.example.com", "OIDC_AUTHORITY is '***@login.example.com'")]
    [InlineData("OIDC_AUTHORITY", "", "OIDC_AUDIENCE is set, and OIDC_AUTHORITY is not")]
    [InlineData("OIDC_AUDIENCE", "", "OIDC_AUDIENCE is not set: without it, tokens that the issuer makes for other services would open this one.")]
    [InlineData("OIDC_JWKS_FILE", "/no/such/file", "OIDC_JWKS_FILE is '/no/such/file': the file cannot be read.")]
    [InlineData("OIDC_JWKS_FILE", "{", "OIDC_JWKS_FILE is '{', which")]
    [InlineData("OIDC_DEFAULT_SCOPES", "plans:read,admin", "OIDC_DEFAULT_SCOPES has 'admin', expected plans:read, plans:write, plans:delete, costs:all, or none.")]
    [InlineData("OIDC_DEFAULT_SCOPES", "keys", "OIDC_DEFAULT_SCOPES has 'keys'")]
    [InlineData("OIDC_DEFAULT_SCOPES", "plans", "OIDC_DEFAULT_SCOPES has 'plans'")]
    [InlineData("OIDC_TOKEN_TYPES", "id+jwt", "OIDC_TOKEN_TYPES has 'id+jwt', expected at+jwt or JWT.")]
    [InlineData("OIDC_TOKEN_TYPES", "[]", "OIDC_TOKEN_TYPES is empty")]
    public void Settings_WithOneThatIsWrong_SayWhatIsExpected(string name, string value, string complaint)
    {
        var settings = new Dictionary<string, string> { ["OIDC_AUTHORITY"] = Authority, ["OIDC_AUDIENCE"] = "plans", [name] = value };

        var error = Assert.Single(Errors([.. settings.Select(setting => (setting.Key, setting.Value))]));

        Assert.StartsWith(complaint.Replace("', which", "'", StringComparison.Ordinal), error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_WithAFileAndNoIssuer_SayWhoseKeysTheyShouldBe()
    {
        File.WriteAllText(_file, TestKey.SetOf(TestKey.Curve.ToJwk()));

        Assert.StartsWith("OIDC_JWKS_FILE is set, and OIDC_AUTHORITY is not", Assert.Single(Errors(("OIDC_JWKS_FILE", _file))), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_WithAFileThatIsHuge_SayWhy()
    {
        File.WriteAllText(_file, TestKey.SetOf(TestKey.Curve.ToJwk()) + new string(' ', 1024 * 1024));

        var error = Assert.Single(Errors(("OIDC_AUTHORITY", Authority), ("OIDC_AUDIENCE", "plans"), ("OIDC_JWKS_FILE", _file)));

        Assert.EndsWith("it is larger than a megabyte.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it is no JSON.")]
    [InlineData("{}", "it is no JSON Web Key Set")]
    [InlineData("""{"keys":[{"kty":"oct","k":"aHVzaA"}]}""", "it has no key to verify")]
    public void Settings_WithAFileThatHasNoKey_SayWhy(string content, string reason)
    {
        File.WriteAllText(_file, content);

        var error = Assert.Single(Errors(("OIDC_AUTHORITY", Authority), ("OIDC_AUDIENCE", "plans"), ("OIDC_JWKS_FILE", _file)));

        Assert.StartsWith($"OIDC_JWKS_FILE is '{_file}': {reason}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("aHVzaA", error, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Errors(params (string Name, string Value)[] settings)
    {
        try
        {
            using var host = Build(settings);
            host.RequireValidSettings();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    private static WebApplication Build(params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear(); // not the environment of whoever runs the tests
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value));
        builder.AddOidc();
        return builder.Build();
    }
}
