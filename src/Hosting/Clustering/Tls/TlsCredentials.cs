using System.Security.Cryptography.X509Certificates;

namespace AiDevFramework.Hosting.Clustering.Tls;

/// <summary>What the files said when they were last read.</summary>
/// <param name="Own">With its private key.</param>
/// <param name="Intermediates">Those that stand beside it. They help to lead a certificate to an authority; none is believed for itself.</param>
/// <param name="Authorities">Roots and intermediates.</param>
/// <param name="ReadAt">When the files were read.</param>
internal sealed record TlsCredentials(
    X509Certificate2 Own, X509Certificate2Collection Intermediates, X509Certificate2Collection Authorities, DateTimeOffset ReadAt)
{
    /// <summary>The certificate that ends first. One that had ended before the files were read counts no more: the own one is believed without it.</summary>
    public X509Certificate2 EndsFirst { get; } = Authorities.Concat(Intermediates)
        .Where(certificate => certificate.NotAfter > ReadAt)
        .Append(Own)
        .MinBy(certificate => certificate.NotAfter)!;
}
