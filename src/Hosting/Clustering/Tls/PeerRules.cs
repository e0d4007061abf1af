using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiDevFramework.Hosting.Clustering.Tls;

/// <summary>Whom a process of a cluster believes. Pure but for the clock that is given.</summary>
internal static class PeerRules
{
    /// <summary>Extended key usages, RFC 5280, 4.2.1.12.</summary>
    public const string ServerPurpose = "1.3.6.1.5.5.7.3.1";

    /// <inheritdoc cref="ServerPurpose"/>
    public const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

    private const int LongestName = 200;

    /// <param name="sent">Further certificates that came with it.</param>
    /// <param name="purpose">What the peer is in this connection. A certificate that names no purposes serves all.</param>
    /// <returns>Why the certificate is refused, fit for a log; <see langword="null"/> where it is believed.</returns>
    public static string? FindRefusal(
        X509Certificate2 peer,
        X509Certificate2Collection sent,
        X509Certificate2Collection authorities,
        IReadOnlyList<string> names,
        string purpose,
        DateTimeOffset now)
    {
        if (now > peer.NotAfter)
        {
            return $"it ended at {Utc(peer.NotAfter)}.";
        }

        if (now < peer.NotBefore)
        {
            return $"it begins at {Utc(peer.NotBefore)}, and here it is {Utc(now.UtcDateTime)}: is a clock wrong?";
        }

        return ChainRefusal(peer, sent, authorities, purpose, now) ?? NameRefusal(peer, names);
    }

    /// <summary>What a stranger wrote, made harmless for a log.</summary>
    public static string Printable(string text)
    {
        var clean = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || " .-_=,:*/@".Contains(letter, StringComparison.Ordinal) ? letter : '?'));
        return clean.Length <= LongestName ? clean : $"{clean[..LongestName]}...";
    }

    private static string? ChainRefusal(
        X509Certificate2 peer, X509Certificate2Collection sent, X509Certificate2Collection authorities, string purpose, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(purpose));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true; // a stranger's certificate must not decide what is fetched
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        var isGood = chain.Build(peer);
        var faults = string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct());
        foreach (var element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return isGood ? null : $"it does not lead to an authority in ORLEANS_TLS_CA for this use ({faults}).";
    }

    private static string? NameRefusal(X509Certificate2 peer, IReadOnlyList<string> names)
    {
        var own = peer.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames()).ToList();
        if (own.Count == 0)
        {
            return "it has no DNS name among its subject alternative names; ORLEANS_TLS_NAMES asks for one.";
        }

        return own.Any(name => names.Contains(name, StringComparer.OrdinalIgnoreCase))
            ? null
            : $"none of its DNS names ({Printable(string.Join(", ", own))}) is in ORLEANS_TLS_NAMES.";
    }

    private static string Utc(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
