using System.Net;

namespace AiDevFramework.Settings;

/// <summary>Says which connections leave this machine without encryption.</summary>
public static class PlainText
{
    /// <summary>HTTP that others can reach.</summary>
    public static IEnumerable<string> NoticeOf(IPEndPoint listens)
    {
        if (!IPAddress.IsLoopback(listens.Address))
        {
            yield return $"HTTP on {listens} is not encrypted: on the network between, everybody reads tokens, ideas and documents. Put a proxy "
                + "with TLS before it (deploy/nginx), or set HOST=127.0.0.1 where only this machine is to reach it.";
        }
    }

    /// <summary>An http URL of another machine.</summary>
    /// <param name="what">What travels: "the key and all ideas".</param>
    public static IEnumerable<string> NoticeOf(string setting, string url, string what)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && !IsLocal(address.IdnHost))
        {
            yield return $"{setting} is an http address of another machine ({address.IdnHost}): {what} travel unencrypted. Use https where it can.";
        }
    }

    /// <summary>Whether what is sent to this host stays on this machine: a loopback address, <c>localhost</c>, or the path of a socket.</summary>
    public static bool IsLocal(string host) =>
        host.Length == 0 || host[0] is '/' or '@' || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
