using System.ComponentModel.DataAnnotations;
using System.Net;
using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Connections;
using AiDevFramework.Settings;

namespace AiDevFramework.Gateway.Settings;

/// <summary>The settings of the HTTP edge, under the specification's names. A bad value stops the process at start.</summary>
public sealed class GatewayOptions : IValidatableObject
{
    /// <summary>Name of the service in <c>/health</c>, the API description and the start banner, up to 200 characters.</summary>
    [ConfigurationKeyName("PROJECT_NAME")]
    [Required, StringLength(200)]
    public string ProjectName { get; set; } = "AI-Driven Development Framework API";

    /// <summary>Version of the service in the same places.</summary>
    [ConfigurationKeyName("VERSION")]
    [Required, StringLength(50)]
    public string Version { get; set; } = "1.0.0";

    /// <summary>Path below which the API lives. Default: <c>/api/v1</c>.</summary>
    [ConfigurationKeyName("API_V1_PREFIX")]
    [RegularExpression("^(/[A-Za-z0-9._~-]+)+$", ErrorMessage = "{0} must look like /api/v1: it begins with a slash and ends without one.")]
    public string ApiPrefix { get; set; } = "/api/v1";

    /// <summary>Logs at DEBUG whatever <see cref="LogLevel"/> says, and names the exception in 500 answers. Default: off.</summary>
    [ConfigurationKeyName("DEBUG")]
    public bool Debug { get; set; }

    /// <summary>Address to listen on: an IP address, <c>localhost</c>, or <c>*</c> for every address of IPv4 and IPv6.</summary>
    [ConfigurationKeyName("HOST")]
    [Required]
    public string Host { get; set; } = "0.0.0.0";

    /// <summary>Port to listen on, 0 to 65535; 0 takes a free one. Default: 8000.</summary>
    [ConfigurationKeyName("PORT")]
    [Range(0, 65_535)]
    public int Port { get; set; } = 8000;

    /// <summary>Secret that opens the API: callers send it as <c>Authorization: Bearer</c>. At least 32 visible ASCII characters, for example
    /// from <c>openssl rand -hex 32</c>. In Development one is made and kept in <c>DATA_DIR/admin-token</c>, and a shorter one is taken;
    /// anywhere else the service does not start without.</summary>
    [ConfigurationKeyName("ADMIN_TOKEN")]
    public string AdminToken { get; set; } = "";

    /// <summary>File with the admin token, instead of <c>ADMIN_TOKEN</c>. Read again every two seconds: a changed token opens the
    /// API from then on, and connections of the former one are closed. Default: none.</summary>
    [ConfigurationKeyName("ADMIN_TOKEN_FILE")]
    public string AdminTokenFile { get; set; } = "";

    /// <summary>How a person sees the token of <c>ADMIN_TOKEN_FILE</c>, for the start banner: a command, never the token itself. At
    /// most 200 characters. Default: none, and the banner names the file.</summary>
    /// <example>docker compose exec api cat /run/aidev/admin-token</example>
    [ConfigurationKeyName("ADMIN_TOKEN_HINT")]
    [StringLength(200)]
    public string AdminTokenHint { get; set; } = "";

    /// <summary>Requests per second that one client may sustain over a minute where an endpoint has no limit of its own, 1 to 1000000.
    /// Default: 1, sixty a minute.</summary>
    [ConfigurationKeyName("RATE_LIMIT_PER_SECOND")]
    [Range(1, 1_000_000)]
    public int RateLimitPerSecond { get; set; } = 1;

    /// <summary>Whether rate limits apply; off for load tests. Default: on.</summary>
    [ConfigurationKeyName("RATE_LIMIT_ENABLED")]
    public bool RateLimitEnabled { get; set; } = true;

    /// <summary>Connections that are open at once, of everybody together, 8 to 1000000; never more than the limit of open files
    /// allows. Default: that limit less a reserve, 20000 at the most.</summary>
    [ConfigurationKeyName("MAX_CONNECTIONS")]
    [Range(ConnectionLimits.Smallest, 1_000_000)]
    public int? MaxConnections { get; set; }

    /// <summary>Origins whose pages may call from a browser, or <c>*</c> for all. Default: the usual local development servers.</summary>
    [ConfigurationKeyName("BACKEND_CORS_ORIGINS")]
    public IReadOnlyList<string> CorsOrigins { get; set; } =
        ["http://localhost:3000", "http://localhost:5173", "http://localhost:8080"];

    /// <summary>Proxies whose <c>X-Forwarded-*</c> headers are believed: IP addresses and networks (10.0.0.0/8), or <c>none</c>.
    /// Default: this machine.</summary>
    [ConfigurationKeyName("TRUSTED_PROXIES")]
    public IReadOnlyList<string> TrustedProxies { get; set; } = ["127.0.0.0/8", "::1"];

    /// <summary>Where clients reach the service, for the URLs that it gives out: scheme, host, port and the path that a proxy takes off, as
    /// <c>https://plans.example.com</c>. Default: the address that a request was sent to, as its <c>Host</c> header and trusted proxies
    /// tell.</summary>
    [ConfigurationKeyName("PUBLIC_URL")]
    public string PublicUrl { get; set; } = "";

    /// <summary>Hosts that requests may ask for, as <c>plans.example.com</c>, <c>plans.example.com:8443</c> or <c>*.example.com</c>; others
    /// are refused with 421. The host of <c>PUBLIC_URL</c> is one of them. Default: every host.</summary>
    [ConfigurationKeyName("ALLOWED_HOSTS")]
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>How much is logged: DEBUG, INFO, WARNING, ERROR or CRITICAL. Default: INFO.</summary>
    [ConfigurationKeyName("LOG_LEVEL")]
    public LogThreshold LogLevel { get; set; } = LogThreshold.Info;

    /// <summary>How the log is written: TEXT, or JSON for one object a line. Default: TEXT.</summary>
    [ConfigurationKeyName("LOG_FORMAT")]
    public LogFormat LogFormat { get; set; } = LogFormat.Text;

    /// <summary>Whether each request to a gateway is a line of the log: method, path, status, milliseconds, bytes, client, request id.
    /// Default: off.</summary>
    [ConfigurationKeyName("ACCESS_LOG")]
    public bool AccessLog { get; set; }

    /// <summary>Folder of the SQLite file and of what the process keeps for itself. Default: <c>data</c>. A relative one begins beside the
    /// solution, or beside a published program.</summary>
    [ConfigurationKeyName("DATA_DIR")]
    [Required]
    public string DataDir { get; set; } = "data";

    /// <summary>How long a gateway of a cluster that was told to stop says so on <c>/health/ready</c> and still takes
    /// requests, 0 to 5 seconds. Default: 1.</summary>
    [ConfigurationKeyName("DRAIN_SECONDS")]
    [Range(0, 5)]
    public int DrainSeconds { get; set; } = 1;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!HttpEndpoint.IsHost(Host))
        {
            yield return new ValidationResult($"HOST is '{ShownValue.Of(Host)}', expected an IP address, localhost, or * for every address.");
        }

        foreach (var origin in CorsOrigins.Where(origin => Origin.Normalize(origin) is null))
        {
            yield return new ValidationResult(
                $"BACKEND_CORS_ORIGINS has '{ShownValue.Of(origin)}', expected origins like https://app.example.com: scheme, host and port, no path.");
        }

        if (PublicUrl.Length > 0 && Settings.PublicUrl.Read(PublicUrl) is null)
        {
            yield return new ValidationResult(
                $"PUBLIC_URL is '{ShownValue.Of(PublicUrl)}', expected an address like https://plans.example.com: scheme, host and perhaps port and path.");
        }

        foreach (var host in AllowedHosts.Where(host => !HostPattern.IsPattern(host)))
        {
            yield return new ValidationResult(
                $"ALLOWED_HOSTS has '{ShownValue.Of(host)}', expected host names like plans.example.com or *.example.com, without a scheme.");
        }

        foreach (var proxy in TrustedProxies.Where(proxy => proxy != "none" && !IPAddress.TryParse(proxy, out _)
            && !IPNetwork.TryParse(proxy, out _)))
        {
            yield return new ValidationResult(
                $"TRUSTED_PROXIES has '{ShownValue.Of(proxy)}', expected IP addresses, networks like 10.0.0.0/8, or none.");
        }

        if (AdminToken.Length > 0 && AdminTokenFile.Length > 0)
        {
            yield return new ValidationResult("ADMIN_TOKEN and ADMIN_TOKEN_FILE are both set: set one of them.");
        }

        if (AdminToken.Any(letter => letter is <= ' ' or > '~'))
        {
            yield return new ValidationResult("ADMIN_TOKEN must be of visible ASCII characters without spaces: it travels in a header.");
        }
    }
}
