using System.Net;
using AiDevFramework.Hosting.Clustering.Tls;
using Microsoft.Extensions.Options;
using Orleans.Messaging;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>Why no silo answers a gateway, and what to do about it: looks at the first that is listed, and how it is spoken with.</summary>
public sealed class SiloAdvice(IServiceProvider services, IOptions<ClusterTlsOptions> tls, IOptions<NodeOptions> node)
{
    /// <returns>Sentences for the log.</returns>
    public async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        if (await ListedAsync() is not [var first, ..])
        {
            return $"None is listed as alive in the database under ORLEANS_CLUSTER_ID={node.Value.ClusterId ?? NodeOptions.DefaultId}. Start one with "
                + "the same ORLEANS_CLUSTER_ID and database.";
        }

        var spoken = await FirstBytes.OfServerAsync(first, cancellationToken);
        return spoken is Spoken.Nothing
            ? $"The one at {first} is listed as alive, but cannot be reached. Is it running, and does the network let its ORLEANS_GATEWAY_PORT through?"
            : OfSpoken(first, spoken, tls.Value.Mode);
    }

    internal static string OfSpoken(EndPoint silo, Spoken spoken, TlsMode mode) => (spoken, mode) switch
    {
        (Spoken.Tls, TlsMode.Off) => $"The one at {silo} speaks TLS, and this process does not. Set ORLEANS_TLS_CERTIFICATE, ORLEANS_TLS_KEY, "
            + "ORLEANS_TLS_CA and ORLEANS_TLS_NAMES to what the cluster uses.",
        (Spoken.Plain, TlsMode.Required) => $"The one at {silo} speaks no TLS, and this process nothing else. Set ORLEANS_TLS_* there too, or "
            + "ORLEANS_TLS_MODE=optional here while they are changed one by one.",
        (Spoken.Tls, _) => $"The one at {silo} speaks TLS, and one side refuses the other: the log of the side that does says why. Compare "
            + "certificate, ORLEANS_TLS_CA and ORLEANS_TLS_NAMES of both.",
        _ => $"The one at {silo} is there, but does not let this process in. Its log says more.",
    };

    private async Task<IReadOnlyList<IPEndPoint>> ListedAsync()
    {
        try
        {
            var silos = await services.GetRequiredService<IGatewayListProvider>().GetGateways();
            return [.. silos.Select(silo => new IPEndPoint(IPAddress.Parse(silo.Host), silo.Port))];
        }
        catch (Exception)
        {
            return []; // the database is away, of which there is a line of its own
        }
    }
}
