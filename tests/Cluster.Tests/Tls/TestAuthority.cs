using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiDevFramework.Cluster.Tests.Tls;

/// <summary>An authority of a test, and the files that it gives to silos and gateways.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string Name = "nodes.aidev.test";

    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;

    public TestAuthority(string folder)
        : this(folder, issuer: null)
    {
    }

    private TestAuthority(string folder, TestAuthority? issuer)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        var request = new CertificateRequest($"CN=Authority {Path.GetFileName(folder)}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, issuer is not null, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        _root = issuer is null
            ? request.CreateSelfSigned(now.AddYears(-2), now.AddYears(10))
            : request.Create(issuer._root.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer._key), now.AddYears(-1), now.AddYears(9), RandomNumberGenerator.GetBytes(12));
        File.WriteAllText(AuthorityFile, _root.ExportCertificatePem());
    }

    public string Folder { get; }

    public string AuthorityFile => Path.Combine(Folder, "ca.pem");

    /// <summary>An authority that this one vouches for.</summary>
    public TestAuthority IssueAuthority() => new(Path.Combine(Folder, "intermediate"), issuer: this);

    /// <param name="from">Days from now.</param>
    /// <param name="until">Days from now.</param>
    public X509Certificate2 Issue(
        string? dnsName = Name, double from = -1, double until = 365, AsymmetricAlgorithm? key = null, params string[] purposes)
    {
        using var own = key is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        var request = key is RSA rsa
            ? new CertificateRequest("CN=node", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=node", (ECDsa?)key ?? own!, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (dnsName is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }
        else
        {
            names.AddDnsName(dnsName);
        }

        request.CertificateExtensions.Add(names.Build());
        var uses = new OidCollection();
        foreach (var purpose in purposes is [] ? [ServerPurpose, ClientPurpose] : purposes)
        {
            uses.Add(new Oid(purpose));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(uses, critical: false));
        using var issued = request.Create(
            _root.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), TimeProvider.System.GetUtcNow().AddDays(from), TimeProvider.System.GetUtcNow().AddDays(until),
            RandomNumberGenerator.GetBytes(12));
        return key is RSA rsaKey ? issued.CopyWithPrivateKey(rsaKey) : issued.CopyWithPrivateKey((ECDsa?)key ?? own!);
    }

    /// <returns>The settings that name the files.</returns>
    public (string Name, string? Value)[] Write(X509Certificate2 certificate, string file = "node")
    {
        var (path, key) = (Path.Combine(Folder, $"{file}.pem"), Path.Combine(Folder, $"{file}.key"));
        File.WriteAllText(path, certificate.ExportCertificatePem());
        File.WriteAllText(key, KeyOf(certificate));
        return
        [
            ("ORLEANS_TLS_CERTIFICATE", path),
            ("ORLEANS_TLS_KEY", key),
            ("ORLEANS_TLS_CA", AuthorityFile),
            ("ORLEANS_TLS_NAMES", Name),
        ];
    }

    public static string KeyOf(X509Certificate2 certificate)
    {
        using var key = (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
    }
}
