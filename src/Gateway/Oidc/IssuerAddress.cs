namespace AiDevFramework.Gateway.Oidc;

/// <summary>What the addresses of an issuer look like. Pure.</summary>
internal static class IssuerAddress
{
    private const string Discovery = "/.well-known/openid-configuration";

    /// <returns><see langword="null"/> for anything but https, or http on this machine, without user, query and fragment.</returns>
    public static Uri? Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsSafe(uri, mayBeLocal: true)
        && uri is { Query: "", Fragment: "", UserInfo: "", Host.Length: > 0 }
        && !text.Any(letter => letter is <= ' ' or '\\' or '"' or '<' or '>' or '?' or '#' or > '~')
            ? uri
            : null;

    /// <summary>Where the issuer describes itself: below its own path, with or without a slash at its end.</summary>
    public static Uri DiscoveryOf(Uri issuer) => new(issuer.AbsoluteUri.TrimEnd('/') + Discovery);

    /// <summary>Where an issuer says that its keys are. It may be another host, over https; plain http is for an issuer on this machine, on this machine.</summary>
    /// <returns><see langword="null"/> for any other address.</returns>
    public static Uri? KeysOf(Uri issuer, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && IsSafe(uri, mayBeLocal: issuer.Scheme == Uri.UriSchemeHttp)
            ? uri
            : null;

    /// <summary>Whether both name one issuer. Of two that differ in a slash at the end, which one is right is said by the issuer itself.</summary>
    public static bool AreAlike(string one, string other) => one.TrimEnd('/') == other.TrimEnd('/');

    private static bool IsSafe(Uri uri, bool mayBeLocal) =>
        uri.Scheme == Uri.UriSchemeHttps || (mayBeLocal && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
}
