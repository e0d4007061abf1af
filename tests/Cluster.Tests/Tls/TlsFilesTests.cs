using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiDevFramework.Hosting.Clustering.Tls;
using AiDevFramework.Settings;

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

    [Fact]
    public void Validate_OfFilesAsWindowsWritesThem_FindsNothingWrong()
    {
        using var certificate = _authority.Issue();
        using var key = certificate.GetECDsaPrivateKey()!;
        var encrypted = key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));

        foreach (var encoding in (System.Text.Encoding[])[new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), System.Text.Encoding.Unicode])
        {
            Assert.Empty(Errors(
                Marked("cert.pem", certificate.ExportCertificatePem()), Marked("node.key", encrypted), Marked("password", Password + "\n"),
                Marked("ca.pem", File.ReadAllText(_authority.AuthorityFile))));

            string Marked(string name, string content) =>
                Bytes(name, [.. encoding.GetPreamble(), .. encoding.GetBytes(content.ReplaceLineEndings("\r\n"))]);
        }
    }

    [Fact]
    public void Validate_OfAChainInTheFileOfTheCertificate_LeadsToTheRoot()
    {
        using var intermediate = _authority.IssueAuthority();
        using var certificate = intermediate.Issue();
        using var issuer = X509CertificateLoader.LoadCertificateFromFile(intermediate.AuthorityFile);
        var key = Text("node.key", TestAuthority.KeyOf(certificate));
        var chain = Text("chain.pem", certificate.ExportCertificatePem() + "\n" + issuer.ExportCertificatePem() + "\n");
        var packed = Bytes("chain.pfx", new X509Certificate2Collection { certificate, issuer }.Export(X509ContentType.Pkcs12)!);
        using var stranger = new TestAuthority(Path.Combine(_folder.FullName, "theirs"));

        Assert.Empty(Errors(chain, key));
        Assert.Empty(Errors(packed));
        AssertError("PartialChain", Errors(Text("leaf.pem", certificate.ExportCertificatePem()), key));
        AssertError("does not lead to an authority", Errors(chain, key, authorities: stranger.AuthorityFile)); // what comes along is not believed
    }

    [Fact]
    public void Validate_OfContentWhereAPathBelongs_RepeatsNoneOfIt()
    {
        using var certificate = _authority.Issue();
        var pem = Text("cert.pem", certificate.ExportCertificatePem());
        var key = TestAuthority.KeyOf(certificate);
        var bare = string.Concat(key.Split('\n').Where(line => !line.StartsWith('-')));
        var good = Text("good.key", key);

        foreach (var given in (string[])[key, key.Replace("\n", "\\n", StringComparison.Ordinal), bare])
        {
            var error = Assert.Single(Errors(pem, given));
            Assert.Contains("ORLEANS_TLS_KEY: there is no file of that name", error, StringComparison.Ordinal);
            Assert.DoesNotContain(bare[..8], error, StringComparison.Ordinal);
        }

        AssertError("ORLEANS_TLS_PASSWORD_FILE: there is no file of that name", Errors(pem, good, "my.secret/word"));
        AssertError("ORLEANS_TLS_CERTIFICATE: there is no file of that name", Errors(certificate.ExportCertificatePem(), good));
    }

    [Fact]
    public void Validate_OfAPasswordThatDoesNotOpenTheKey_NamesIt()
    {
        using var certificate = _authority.Issue();
        using var key = certificate.GetECDsaPrivateKey()!;
        var encrypted = Text("encrypted.key", key.ExportEncryptedPkcs8PrivateKeyPem(
            Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000)));

        AssertError("ORLEANS_TLS_PASSWORD_FILE", Errors(Text("cert.pem", certificate.ExportCertificatePem()), encrypted, Text("wrong", "another-secret")));
        AssertError("ORLEANS_TLS_PASSWORD_FILE", Errors(Text("cert.pem", certificate.ExportCertificatePem()), encrypted, Text("empty", "")));
    }

    [Fact]
    public void FindOpenToAll_OfSecretsThatOthersMayRead_NamesTheirSettings()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var (key, password) = (Text("node.key", "x"), Text("password", "x"));
        var options = new ClusterTlsOptions { Certificate = Text("node.pem", "x"), Key = key, PasswordFile = password };
        Mode(UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Empty(TlsFiles.FindOpenToAll(options));
        Mode(UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(["ORLEANS_TLS_KEY", "ORLEANS_TLS_PASSWORD_FILE"], TlsFiles.FindOpenToAll(options));
        File.Delete(password);
        Assert.Equal(["ORLEANS_TLS_KEY"], TlsFiles.FindOpenToAll(options));

        void Mode(UnixFileMode mode)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(key, mode);
                File.SetUnixFileMode(password, mode);
            }
        }
    }

    [Fact]
    public void EndsFirst_WithAnAuthorityThatHasEnded_IsOneThatStillCounts()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var own = _authority.Issue();
        using var ended = _authority.Issue(from: -9, until: -1);
        using var soonOver = _authority.Issue(until: 10);

        Assert.Equal(own, new TlsCredentials(own, [], [ended], now).EndsFirst);
        Assert.Equal(soonOver, new TlsCredentials(own, [], [ended, soonOver], now).EndsFirst);
        Assert.Equal(soonOver, new TlsCredentials(own, [soonOver], [ended], now).EndsFirst);
    }

    [Fact]
    public void PathOf_ARelativeFile_BeginsWhereThoseOfAllSettingsDo() =>
        Assert.Equal(HomeFolder.FullPath(Path.Combine("certs", "node.pem")), TlsFiles.PathOf(Path.Combine("certs", "node.pem")));

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
