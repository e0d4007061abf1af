using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiDevFramework.Hosting.Clustering.Tls;

namespace AiDevFramework.Cluster.Tests.Tls;

/// <summary>Forms of keys that are read, and what a person is told of files that cannot be used.</summary>
public sealed class TlsFilesTests : IDisposable
{
    private const string Password = "pass-word-of-a-test";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-tls-");
    private readonly TestAuthority _authority;

    public TlsFilesTests() => _authority = new TestAuthority(Path.Combine(_folder.FullName, "ours"));

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Validate_OfEveryFormOfKey_FindsNothingWrong()
    {
        using var certificate = _authority.Issue();
        using var rsa = RSA.Create(2048);
        using var ofRsa = _authority.Issue(key: rsa);
        using var key = certificate.GetECDsaPrivateKey()!;
        var pem = Text("cert.pem", certificate.ExportCertificatePem());
        var password = Text("password", Password + "\n");
        var encrypted = key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));

        Assert.Empty(Errors(pem, Text("pkcs8.key", key.ExportPkcs8PrivateKeyPem())));
        Assert.Empty(Errors(pem, Text("sec1.key", key.ExportECPrivateKeyPem())));
        Assert.Empty(Errors(pem, Text("encrypted.key", encrypted), password));
        Assert.Empty(Errors(Text("rsa.pem", ofRsa.ExportCertificatePem()), Text("pkcs1.key", rsa.ExportRSAPrivateKeyPem())));
        Assert.Empty(Errors(Text("both.pem", certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem())));
        Assert.Empty(Errors(Text("key-first.pem", key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem())));
        Assert.Empty(Errors(Bytes("plain.pfx", certificate.Export(X509ContentType.Pkcs12))));
        Assert.Empty(Errors(Bytes("locked.pfx", certificate.Export(X509ContentType.Pkcs12, Password)), passwordFile: password));
    }

    [Fact]
    public void Validate_OfFilesThatCannotBeUsed_NamesSettingAndReason()
    {
        using var certificate = _authority.Issue();
        using var other = _authority.Issue();
        using var key = certificate.GetECDsaPrivateKey()!;
        var pem = Text("cert.pem", certificate.ExportCertificatePem());
        var good = Text("good.key", key.ExportPkcs8PrivateKeyPem());
        var encrypted = Text("encrypted.key", key.ExportEncryptedPkcs8PrivateKeyPem(
            Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000)));
        var locked = Bytes("locked.pfx", certificate.Export(X509ContentType.Pkcs12, Password));

        AssertError("ORLEANS_TLS_CERTIFICATE: there is no file ", Errors(Path.Combine(_folder.FullName, "none.pem"), good));
        AssertError("ORLEANS_TLS_KEY: there is no file ", Errors(pem, Path.Combine(_folder.FullName, "none", "x.key")));
        AssertError("is a folder", Errors(_folder.FullName, good));
        AssertError("holds no private key", Errors(pem));
        AssertError("is encrypted. Set ORLEANS_TLS_PASSWORD_FILE", Errors(pem, encrypted));
        AssertError("cannot be used together", Errors(pem, encrypted, Text("wrong", "another-secret")));
        AssertError("cannot be used together", Errors(pem, Text("other.key", TestAuthority.KeyOf(other))));
        AssertError("opens without a password (ORLEANS_TLS_PASSWORD_FILE)", Errors(locked));
        AssertError("the password in ORLEANS_TLS_PASSWORD_FILE opens", Errors(locked, passwordFile: Text("wrong", "another-secret")));
        AssertError("is neither PEM nor a PKCS#12 file", Errors(Text("junk", "no certificate"), good));
        AssertError("holds no certificate", Errors(pem, good, authorities: good));
        AssertError("holds what is no certificate", Errors(pem, good, authorities: Text("junk.ca", "no certificate")));
    }

    [Fact]
    public void Validate_OfACertificateThatPeersWouldRefuse_SaysSo()
    {
        using var ended = _authority.Issue(from: -9, until: -1);
        using var unnamed = _authority.Issue("evil.test");
        using var halfUsable = _authority.Issue(purposes: PeerRules.ServerPurpose);
        using var stranger = new TestAuthority(Path.Combine(_folder.FullName, "theirs"));
        using var certificate = _authority.Issue();

        AssertError("it ended at ", ErrorsOf(ended));
        AssertError("(evil.test) is in ORLEANS_TLS_NAMES", ErrorsOf(unnamed));
        AssertError("NotValidForUsage", ErrorsOf(halfUsable));
        AssertError("does not lead to an authority in ORLEANS_TLS_CA", ErrorsOf(certificate, stranger.AuthorityFile));

        List<string> ErrorsOf(X509Certificate2 given, string? authorities = null) =>
            Errors(Text("given.pem", given.ExportCertificatePem()), Text("given.key", TestAuthority.KeyOf(given)), authorities: authorities);
    }

    [Fact]
    public void Validate_OfSettingsThatAreNotWhole_SaysWhichIsMissing()
    {
        AssertError("ORLEANS_TLS_KEY is set, but ORLEANS_TLS_CERTIFICATE is not", ErrorsOf(new ClusterTlsOptions { Key = "x" }));
        AssertError("ORLEANS_TLS_NAMES is set, but", ErrorsOf(new ClusterTlsOptions { Names = ["x"] }));
        AssertError("ORLEANS_TLS_MODE is optional, which needs a certificate", ErrorsOf(new ClusterTlsOptions { GivenMode = TlsMode.Optional }));
        var bare = ErrorsOf(new ClusterTlsOptions { Certificate = "x" });
        Assert.Equal(2, bare.Count);
        Assert.Contains(bare, error => error.Contains("ORLEANS_TLS_CA is not", StringComparison.Ordinal));
        Assert.Contains(bare, error => error.Contains("ORLEANS_TLS_NAMES is not", StringComparison.Ordinal));
        Assert.Empty(ErrorsOf(new ClusterTlsOptions()));
        Assert.Empty(ErrorsOf(new ClusterTlsOptions { GivenMode = TlsMode.Off, Key = "x" }));
        Assert.Equal(TlsMode.Required, new ClusterTlsOptions { Certificate = "x" }.Mode);
        Assert.Equal(TlsMode.Off, new ClusterTlsOptions { Certificate = "x", GivenMode = TlsMode.Off }.Mode);
    }

    private List<string> Errors(string certificate, string? key = null, string? passwordFile = null, string? authorities = null) =>
        ErrorsOf(new ClusterTlsOptions
        {
            Certificate = certificate,
            Key = key,
            PasswordFile = passwordFile,
            Authorities = authorities ?? _authority.AuthorityFile,
            Names = [TestAuthority.Name],
        });

    private static List<string> ErrorsOf(ClusterTlsOptions options) =>
        [.. options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage!)];

    private static void AssertError(string expected, List<string> errors)
    {
        var error = Assert.Single(errors);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    private string Text(string name, string content) => Bytes(name, System.Text.Encoding.UTF8.GetBytes(content));

    private string Bytes(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
