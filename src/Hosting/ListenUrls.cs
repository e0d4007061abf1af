using System.Globalization;
using System.Net;
using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Hosting;

/// <summary>
/// ASP.NET's own ways to say where to listen, for those who know them: <c>--urls</c>, <c>ASPNETCORE_URLS</c>, <c>ASPNETCORE_HTTP_PORTS</c>
/// and their relatives mean what <c>HOST</c> and <c>PORT</c> mean. What these two cannot say is refused.
/// </summary>
public static class ListenUrls
{
    private static readonly string[] _urls = ["ASPNETCORE_URLS", "DOTNET_URLS", "URLS"];

    private static readonly string[] _ports = ["ASPNETCORE_HTTP_PORTS", "DOTNET_HTTP_PORTS", "HTTP_PORTS"];

    private static readonly string[] _httpsPorts = ["ASPNETCORE_HTTPS_PORTS", "DOTNET_HTTPS_PORTS", "HTTPS_PORTS"];

    /// <summary>Sets <c>HOST</c> and <c>PORT</c> of this process accordingly. Call it after <c>.env</c> was read.</summary>
    /// <exception cref="OptionsValidationException">They ask for what this service cannot do.</exception>
    public static void Adopt(string[] args)
    {
        var (host, port) = Resolve(Environment.GetEnvironmentVariable, UrlsArgument(args));
        SetIf("HOST", host);
        SetIf("PORT", port);

        static void SetIf(string name, string? value)
        {
            if (value is not null)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }

    /// <param name="variable">The environment.</param>
    /// <param name="argument">The value of <c>--urls</c>, which is stronger than all of it.</param>
    /// <returns>What <c>HOST</c> and <c>PORT</c> are to be; <see langword="null"/>: they stay as they are.</returns>
    /// <exception cref="OptionsValidationException">They ask for what this service cannot do.</exception>
    public static (string? Host, string? Port) Resolve(Func<string, string?> variable, string? argument)
    {
        if (argument is not null)
        {
            return Parse("--urls", argument);
        }

        if (IsSet("HOST") || IsSet("PORT"))
        {
            return (null, null); // container images preset the others
        }

        if (_httpsPorts.FirstOrDefault(IsSet) is { } https)
        {
            throw Refused($"{https} is set, and this service does not speak TLS itself: put a proxy before it (deploy/nginx), and unset it.");
        }

        if (_urls.FirstOrDefault(IsSet) is { } urls)
        {
            return Parse(urls, variable(urls)!);
        }

        var ports = _ports.FirstOrDefault(IsSet);
        return ports is null || IsImagePreset(variable, variable(ports)!) ? (null, null) : (null, PortOf(ports, variable(ports)!));

        bool IsSet(string name) => variable(name) is { Length: > 0 };
    }

    /// <summary>.NET's container images preset 8080, which nobody asked for.</summary>
    private static bool IsImagePreset(Func<string, string?> variable, string ports) =>
        ports == "8080" && variable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1";

    private static string PortOf(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? text
            : throw Refused($"{name} is '{ShownValue.Of(text)}', and this service listens on one port. Set PORT to it instead.");

    private static (string Host, string Port) Parse(string name, string text)
    {
        // * and + stand for every address, and no class of .NET reads a URL with them.
        var readable = text.Trim().Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(readable, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.AbsolutePath != "/" || url.UserInfo.Length > 0
            || url.Query.Length > 0 || text.Contains(';', StringComparison.Ordinal) || !HttpEndpoint.IsHost(url.DnsSafeHost))
        {
            throw Refused(
                $"{name} is '{ShownValue.Of(text)}', expected one address like http://127.0.0.1:8000: http, an IP address, localhost or *, and a port. "
                + "HOST and PORT say the same.");
        }

        return (url.DnsSafeHost, url.Port.ToString(CultureInfo.InvariantCulture));
    }

    private static OptionsValidationException Refused(string message) => new(nameof(ListenUrls), typeof(ListenUrls), [message]);

    private static string? UrlsArgument(string[] args)
    {
        for (var at = args.Length - 1; at >= 0; at--)
        {
            var parts = args[at].Split('=', 2);
            if (parts[0].TrimStart('-').Equals("urls", StringComparison.OrdinalIgnoreCase))
            {
                return parts.Length > 1 ? parts[1] : args.ElementAtOrDefault(at + 1);
            }
        }

        return null;
    }
}
