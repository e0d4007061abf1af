using System.Security.Cryptography.X509Certificates;

namespace AiDevFramework.Hosting.Clustering.Tls;

/// <summary>What the files said when they were last read.</summary>
/// <param name="Own">With its private key.</param>
/// <param name="Authorities">Roots and intermediates.</param>
internal sealed record TlsCredentials(X509Certificate2 Own, X509Certificate2Collection Authorities)
{
    /// <summary>The certificate of the own one and the authorities that ends first.</summary>
    public X509Certificate2 EndsFirst { get; } = Authorities.Append(Own).MinBy(certificate => certificate.NotAfter)!;
}
