using AiDevFramework.Gateway.Settings;
using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Settings;

public sealed class SettingsTests
{
    private const string GoodToken = "0123456789-0123456789-0123456789";

    [Fact]
    public void Settings_ByDefault_AreTheSpecifications()
    {
        var options = Read();

        Assert.Equal(("AI-Driven Development Framework API", "1.0.0", "/api/v1"), (options.ProjectName, options.Version, options.ApiPrefix));
        Assert.Equal(("0.0.0.0", 8000, false), (options.Host, options.Port, options.Debug));
        Assert.Equal((1, true, LogThreshold.Info), (options.RateLimitPerSecond, options.RateLimitEnabled, options.LogLevel));
        Assert.Equal("http://localhost:3000", options.CorsOrigins[0]);
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("YES", true)]
    [InlineData("on", true)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    [InlineData("", false)] // empty counts as not set
    public void Settings_WithABooleanInPythonsSpelling_AreRead(string text, bool expected)
    {
        Assert.Equal(expected, Read(("DEBUG", text)).Debug);
    }

    [Theory]
    [InlineData("""["https://a.example.com", "http://b.example.com:81"]""")]
    [InlineData("https://a.example.com,http://b.example.com:81")]
    [InlineData(" https://a.example.com , http://b.example.com:81, ")]
    public void Settings_WithAListInEitherSpelling_AreRead(string text)
    {
        Assert.Equal(["https://a.example.com", "http://b.example.com:81"], Read(("BACKEND_CORS_ORIGINS", text)).CorsOrigins);
    }

    [Theory]
    [InlineData("DEBUG", LogLevel.Debug)]
    [InlineData("info", LogLevel.Information)]
    [InlineData("Warning", LogLevel.Warning)]
    [InlineData("ERROR", LogLevel.Error)]
    [InlineData("CRITICAL", LogLevel.Critical)]
    public void Settings_WithAPythonLogLevel_MeanOurs(string text, LogLevel expected)
    {
        Assert.Equal(expected, ConsoleLog.LevelOf(Read(("LOG_LEVEL", text)).LogLevel));
    }

    [Theory]
    [InlineData("PORT", "abc")]
    [InlineData("PORT", "8000.5")]
    [InlineData("PORT", "-1")]
    [InlineData("PORT", "65536")]
    [InlineData("PORT", "99999999999")]
    [InlineData("DEBUG", "maybe")]
    [InlineData("HOST", "not a host")]
    [InlineData("HOST", "http://localhost")]
    [InlineData("LOG_LEVEL", "loud")]
    [InlineData("LOG_LEVEL", "1")]
    [InlineData("RATE_LIMIT_PER_SECOND", "0")]
    [InlineData("RATE_LIMIT_ENABLED", "2")]
    [InlineData("ACCESS_LOG", "maybe")]
    [InlineData("LOG_FORMAT", "xml")]
    [InlineData("LOG_FORMAT", "1")]
    [InlineData("PUBLIC_URL", "plans.example.com")]
    [InlineData("PUBLIC_URL", "ftp://plans.example.com")]
    [InlineData("PUBLIC_URL", "ws://plans.example.com")]
    [InlineData("PUBLIC_URL", "https://user:word@plans.example.com")]
    [InlineData("PUBLIC_URL", "https://plans.example.com/?a=1")]
    [InlineData("PUBLIC_URL", "https://plans.example.com/#here")]
    [InlineData("PUBLIC_URL", "https://")]
    [InlineData("PUBLIC_URL", "/ai")]
    [InlineData("ALLOWED_HOSTS", "https://plans.example.com")]
    [InlineData("ALLOWED_HOSTS", "plans.example.com/ai")]
    [InlineData("ALLOWED_HOSTS", "plans.*.com")]
    [InlineData("ALLOWED_HOSTS", "plans example")]
    [InlineData("API_V1_PREFIX", "api/v1")]
    [InlineData("API_V1_PREFIX", "/api/v1/")]
    [InlineData("API_V1_PREFIX", "/{id}")]
    [InlineData("BACKEND_CORS_ORIGINS", "localhost:3000")]
    [InlineData("BACKEND_CORS_ORIGINS", "https://a.example.com/path")]
    [InlineData("BACKEND_CORS_ORIGINS", "https://*.example.com")]
    [InlineData("BACKEND_CORS_ORIGINS", "[\"https://a.example.com\"")]
    [InlineData("BACKEND_CORS_ORIGINS", "[1]")]
    [InlineData("TRUSTED_PROXIES", "proxy.local")]
    [InlineData("TRUSTED_PROXIES", "10.0.0.0/99")]
    [InlineData("LANGFUSE_HOST", "langfuse")]
    [InlineData("LANGFUSE_HOST", "ftp://langfuse.example.com")]
    [InlineData("LANGFUSE_INGESTION", "grpc")]
    [InlineData("LANGFUSE_TRACING_ENVIRONMENT", "Production")]
    [InlineData("LANGFUSE_TRACING_ENVIRONMENT", "langfuse-own")]
    [InlineData("LANGFUSE_PUBLIC_KEY", "pk")]
    [InlineData("LANGFUSE_SECRET_KEY", "sk")]
    [InlineData("ADMIN_TOKEN", "with blanks 0123456789 0123456789 0123456789")]
    [InlineData("ADMIN_TOKEN", "mit-Umläuten-0123456789-0123456789-0123456789")]
    [InlineData("ADMIN_TOKEN", "")]
    [InlineData("ADMIN_TOKEN", "change-me-in-production")]
    [InlineData("ADMIN_TOKEN", "0123456789-0123456789-012345678")] // 31 characters
    public void Settings_WithABadValue_NameItsVariable(string name, string value)
    {
        var error = Assert.Single(Errors("Production", (name, value)));

        Assert.Contains(name, error, StringComparison.Ordinal);
        if (name is "ADMIN_TOKEN" or "LANGFUSE_SECRET_KEY" && value.Length > 0)
        {
            Assert.DoesNotContain($"'{value}'", error, StringComparison.Ordinal);
        }
    }

    /// <summary>Secrets are put into the wrong variable, and URLs hold some.</summary>
    [Theory]
    [InlineData("ADMIN_TOKEN", "hush hush-0123456789-0123456789-0123456789")]
    [InlineData("ADMIN_TOKEN_FILE", "hush-0123456789-0123456789-0123456789")]
    [InlineData("LOG_LEVEL", "sk-or-v1-hush")]
    [InlineData("PORT", "0123456789hush0123456789")]
    [InlineData("HOST", "http://ann:hush@app.example.com")]
    [InlineData("HOST", "ann:hush@app")]
    [InlineData("LANGFUSE_HOST", "ftp://ann:hush@langfuse.example.com")]
    [InlineData("LANGFUSE_BASE_URL", "ann:hush@langfuse.example.com")]
    [InlineData("BACKEND_CORS_ORIGINS", "https://ann:hush@app.example.com")]
    [InlineData("BACKEND_CORS_ORIGINS", "[\"https://ann:hush@app.example.com\"")]
    [InlineData("TRUSTED_PROXIES", "ann:hush@proxy")]
    [InlineData("DEBUG", "password=hush")]
    [InlineData("LANGFUSE_SECRET_KEY", "hush")]
    public void Settings_WithASecretInABadValue_DoNotRepeatIt(string name, string value)
    {
        var errors = Errors("Production", (name, value), ("ADMIN_TOKEN", name switch
        {
            "ADMIN_TOKEN" => value,
            "ADMIN_TOKEN_FILE" => "",
            _ => GoodToken,
        }));

        Assert.NotEmpty(errors);
        Assert.DoesNotContain(errors, error => error.Contains("hush", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("LANGFUSE_BASE_URL")]
    [InlineData("LANGFUSE_BASEURL")]
    public void Settings_WithTheVendorsNameForItsHost_SendTracesThere(string name)
    {
        Assert.Equal("https://traces.example.com", Langfuse((name, "https://traces.example.com")).Host);
        Assert.Equal("https://own.example.com", Langfuse((name, "https://traces.example.com"), ("LANGFUSE_HOST", "https://own.example.com")).Host);
        Assert.Equal("https://traces.example.com", Langfuse((name, "https://traces.example.com"), ("LANGFUSE_HOST", "")).Host);
    }

    [Fact]
    public void Settings_WithManyBadValues_AreReportedTogether()
    {
        var errors = Errors(
            "Production",
            ("PORT", "x"), ("DEBUG", "x"), ("LOG_LEVEL", "x"), ("RATE_LIMIT_PER_SECOND", "0"), ("ADMIN_TOKEN", "short"),
            ("LANGFUSE_HOST", "x"), ("LANGFUSE_PUBLIC_KEY", "x"));

        Assert.Equal(
            ["ADMIN_TOKEN", "DEBUG", "LANGFUSE_HOST", "LANGFUSE_PUBLIC_KEY", "LOG_LEVEL", "PORT", "RATE_LIMIT_PER_SECOND"],
            errors.Select(error => error.Split(' ').First(word => word.Length > 3 && word.All(letter => letter is '_' or (>= 'A' and <= 'Z')))).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("change-me-in-production")]
    [InlineData("short")]
    public void Settings_InDevelopment_TakeAnyToken(string token)
    {
        Assert.Empty(Errors("Development", ("ADMIN_TOKEN", token)));
    }

    private static GatewayOptions Read(params (string Name, string Value)[] settings) =>
        Build("Production", settings).Services.GetRequiredService<IOptions<GatewayOptions>>().Value;

    private static LangfuseOptions Langfuse(params (string Name, string Value)[] settings) =>
        Build("Production", settings).Services.GetRequiredService<IOptions<LangfuseOptions>>().Value;

    private static IReadOnlyList<string> Errors(string environment, params (string Name, string Value)[] settings)
    {
        try
        {
            Build(environment, settings).RequireValidSettings();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
        catch (AggregateException exception)
        {
            return [.. exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)];
        }
    }

    private static WebApplication Build(string environment, (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear(); // not the environment of whoever runs the tests
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ADMIN_TOKEN"] = GoodToken });
        foreach (var (name, value) in settings)
        {
            builder.Configuration[name] = value; // the last one counts
        }

        builder.AddGatewaySettings();
        return builder.Build();
    }
}
