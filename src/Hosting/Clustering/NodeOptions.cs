using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using AiDevFramework.Settings;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>This process's place in a cluster, silo or gateway. A bad value stops the process at start.</summary>
public sealed class NodeOptions : IValidatableObject
{
    public const string DefaultId = "aidev";

    /// <summary>Name of the cluster. A gateway with a name is a client of that cluster; without, it hosts the silo itself.
    /// A silo without a name belongs to <c>aidev</c>.</summary>
    [ConfigurationKeyName("ORLEANS_CLUSTER_ID")]
    [RegularExpression("^[A-Za-z0-9._-]{1,100}$", ErrorMessage = "{0} may have letters, digits, dots, dashes and underscores, 100 at the most.")]
    public string? ClusterId { get; set; }

    /// <summary>Name of the service, the same in every cluster that shares a database's streams. Default: <c>aidev</c>.</summary>
    [ConfigurationKeyName("ORLEANS_SERVICE_ID")]
    [RegularExpression("^[A-Za-z0-9._-]{1,100}$", ErrorMessage = "{0} may have letters, digits, dots, dashes and underscores, 100 at the most.")]
    public string ServiceId { get; set; } = DefaultId;

    /// <summary>Port for other silos, 0 to 65535; 0 takes a free one. Default: 11111.</summary>
    [ConfigurationKeyName("ORLEANS_SILO_PORT")]
    [Range(0, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Port for gateways, 0 to 65535; 0 takes a free one. Default: 30000.</summary>
    [ConfigurationKeyName("ORLEANS_GATEWAY_PORT")]
    [Range(0, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>Where other processes reach this silo: an IP address or a host name. Default: this machine's first address that
    /// is not the loopback one.</summary>
    [ConfigurationKeyName("ORLEANS_ADVERTISED_ADDRESS")]
    public string? AdvertisedAddress { get; set; }

    /// <summary>Secret. The database of Orleans' own tables, where that is to be another user or server than
    /// <c>DATABASE_URL</c> names. A gateway needs no more than to read them. Default: <c>DATABASE_URL</c>.</summary>
    [ConfigurationKeyName("ORLEANS_DATABASE_URL")]
    public string? DatabaseUrl { get; set; }

    /// <summary>Between two probes of a silo by another, and the longest an answer may take, 1 to 60 seconds. Three missed ones
    /// make a suspicion. Default: 2.</summary>
    [ConfigurationKeyName("ORLEANS_PROBE_SECONDS")]
    [Range(1, 60)]
    public int ProbeSeconds { get; set; } = 2;

    /// <summary>Whether silos collect what the dashboard shows, and gateways serve it at <c>/dashboard</c> to whoever has the admin
    /// token. It measures every call of a grain. Default: off.</summary>
    [ConfigurationKeyName("DASHBOARD_ENABLED")]
    public bool DashboardEnabled { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SiloPort == GatewayPort && SiloPort != 0)
        {
            yield return new ValidationResult($"ORLEANS_SILO_PORT and ORLEANS_GATEWAY_PORT are both {SiloPort}: they must differ.");
        }

        if (AdvertisedAddress is { Length: > 0 } name && Resolve(name) is null)
        {
            yield return new ValidationResult(
                $"ORLEANS_ADVERTISED_ADDRESS is '{ShownValue.Of(name)}', expected an IP address or a host name that can be resolved here.");
        }

        if (DatabaseUrl is { Length: > 0 } url && ErrorOf(url) is { } error)
        {
            yield return new ValidationResult(error);
        }
    }

    /// <returns>The address for the others; the loopback address where the name cannot be resolved, which the check refuses, and
    /// on a machine without a network.</returns>
    internal IPAddress Advertise() =>
        (AdvertisedAddress is { Length: > 0 } name ? Resolve(name) : FirstOutside()) ?? IPAddress.Loopback;

    private static IPAddress? Resolve(string name)
    {
        if (IPAddress.TryParse(name, out var address))
        {
            return address;
        }

        try
        {
            var found = Dns.GetHostAddresses(name);
            return found.FirstOrDefault(candidate => candidate.AddressFamily is AddressFamily.InterNetwork) ?? found.FirstOrDefault();
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return null;
        }
    }

    private static IPAddress? FirstOutside() =>
        (from card in NetworkInterface.GetAllNetworkInterfaces()
         where card.OperationalStatus is OperationalStatus.Up && card.NetworkInterfaceType is not NetworkInterfaceType.Loopback
         from unicast in card.GetIPProperties().UnicastAddresses
         let address = unicast.Address
         where !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal
         orderby address.AddressFamily is AddressFamily.InterNetwork ? 0 : 1
         select address).FirstOrDefault();

    private static string? ErrorOf(string url)
    {
        try
        {
            AiDevFramework.Settings.DatabaseUrl.Parse(url, "ORLEANS_DATABASE_URL");
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
