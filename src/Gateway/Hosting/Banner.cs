using System.Globalization;
using AiDevFramework.Gateway.Oidc;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Hosting;
using AiDevFramework.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Hosting;

/// <summary>What a person needs to know when the server listens, on standard output.</summary>
internal sealed class Banner(
    IServiceProvider services, IServer server, IOptions<GatewayOptions> options, IEnumerable<BannerLine> lines)
{
    public void Print(TextWriter output)
    {
        output.WriteLine(BannerText.Of(
            options.Value.LogFormat, $"{options.Value.ProjectName} {options.Value.Version}", lines.Select(line => (line.Label, line.Text(services)))));
        output.Flush();
    }

    /// <returns>An address that a browser on this machine can open.</returns>
    public string Url(string path = "")
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var port = Uri.TryCreate(bound, UriKind.Absolute, out var uri) ? uri.Port : options.Value.Port;
        var host = options.Value.Host is "0.0.0.0" or "::" or "*" or "127.0.0.1" or "::1" ? "localhost" : options.Value.Host;
        return $"http://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}{path}";
    }
}

internal static class BannerRegistration
{
    public static IHostApplicationBuilder AddBanner(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Banner>();
        builder.Services.AddSingleton(new BannerLine("Listening", services => services.GetRequiredService<Banner>().Url()));
        builder.Services.AddSingleton(new BannerLine("Docs", services => services.GetRequiredService<Banner>().Url("/docs")));
        builder.Services.AddSingleton(new BannerLine("Token", TokenOf));
        builder.Services.AddSingleton(new BannerLine("OIDC", IssuerOf));
        builder.Services.AddSingleton(new BannerLine("Limits", LimitsOf));
        builder.Services.AddSingleton(new BannerLine("Traces", StartFacts.Traces));
        builder.AddStartNotices(services => services.GetRequiredService<AdminToken>().FilePath is { } file ? FileRisks.OfFile(file) : []);
        return builder;
    }

    /// <summary>A log is read by more people than a terminal: there the token that Development makes is not shown.</summary>
    private static string? TokenOf(IServiceProvider services)
    {
        var token = services.GetRequiredService<AdminToken>();
        var isLog = services.GetRequiredService<IOptions<GatewayOptions>>().Value.LogFormat is LogFormat.Json;
        return isLog && token.Announcement?.Contains(token.Value, StringComparison.Ordinal) is true ? $"kept in {token.FilePath}" : token.Announcement;
    }

    private static string? IssuerOf(IServiceProvider services) => services.GetRequiredService<IOptions<OidcOptions>>().Value switch
    {
        { IsOn: false } => null,
        { JwksFile.Length: > 0 } file => $"tokens of {file.Authority} for {file.Audience}, keys from {file.JwksFile}",
        var issuer => $"tokens of {issuer.Authority} for {issuer.Audience}",
    };

    private static string? LimitsOf(IServiceProvider services)
    {
        var settings = services.GetRequiredService<IOptions<GatewayOptions>>().Value;
        var requests = settings.RateLimitEnabled
            ? string.Create(CultureInfo.InvariantCulture, $"{settings.RateLimitPerSecond * RatePolicy.WindowSeconds} requests a minute for each client")
            : null;
        return string.Join("; ", new[] { requests, services.GetService<SiloSummary>()?.Limits }.OfType<string>());
    }

    public static WebApplication UseBanner(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<Banner>().Print(Console.Out));
        return app;
    }
}
