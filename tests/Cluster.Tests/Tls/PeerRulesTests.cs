using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiDevFramework.Hosting.Clustering.Tls;

namespace AiDevFramework.Cluster.Tests.Tls;

/// <summary>Whom a process believes, and what it says of the others.</summary>
public sealed class PeerRulesTests : IDisposable
{
    private static readonly string[] _names = [TestAuthority.Name, "other.aidev.test"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-tls-");
    private readonly TestAuthority _authority;
    private readonly TestAuthority _stranger;

    public PeerRulesTests()
    {
        _authority = new TestAuthority(Path.Combine(_folder.FullName, "ours"));
        _stranger = new TestAuthority(Path.Combine(_folder.FullName, "theirs"));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void FindRefusal_OfACertificateOfTheAuthorityWithAName_IsNone()
    {
        Assert.Null(Refusal(_authority.Issue()));
        Assert.Null(Refusal(_authority.Issue("OTHER.aidev.TEST")));
        using var rsa = RSA.Create(2048);
        Assert.Null(Refusal(_authority.Issue(key: rsa)));
    }

    [Fact]
    public void FindRefusal_OfOthers_SaysWhy()
    {
        Assert.Contains("does not lead to an authority", Refusal(_stranger.Issue()), StringComparison.Ordinal);
        Assert.Contains("none of its DNS names (evil.test)", Refusal(_authority.Issue("evil.test")), StringComparison.Ordinal);
        Assert.Contains("none of its DNS names", Refusal(_authority.Issue($"x.{TestAuthority.Name}")), StringComparison.Ordinal);
        Assert.Contains("none of its DNS names", Refusal(_authority.Issue("*.aidev.test")), StringComparison.Ordinal); // a pattern is no name
        Assert.Contains("it has no DNS name", Refusal(_authority.Issue(dnsName: null)), StringComparison.Ordinal);
        Assert.Contains("it ended at ", Refusal(_authority.Issue(from: -9, until: -1)), StringComparison.Ordinal);
        Assert.Contains("is a clock wrong?", Refusal(_authority.Issue(from: 1)), StringComparison.Ordinal);
        Assert.Contains("NotValidForUsage", Refusal(_authority.Issue(purposes: PeerRules.ServerPurpose)), StringComparison.Ordinal);
    }

    [Fact]
    public void FindRefusal_OfACertificateThatSignedItself_IsTheChain()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority ours", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(TestAuthority.Name);
        request.CertificateExtensions.Add(names.Build());
        using var forged = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));

        Assert.Contains("does not lead to an authority", Refusal(forged), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CN=node\r\n2026-01-01 CRIT forged line", "CN=node??2026-01-01 CRIT forged line")]
    [InlineData("CN=\u001b[31m<script>", "CN=??31m?script?")]
    public void Printable_OfWhatAStrangerWrote_IsOneHarmlessLine(string text, string expected)
    {
        Assert.Equal(expected, PeerRules.Printable(text));
        Assert.Equal(203, PeerRules.Printable(new string('a', 5000)).Length);
    }

    [Theory]
    [InlineData(new byte[] { 0x16, 3, 1 }, true)]
    [InlineData(new byte[] { 0x16, 3, 3 }, true)]
    [InlineData(new byte[] { 0x16, 3, 0 }, false)] // a greeting of Orleans of 790 bytes
    [InlineData(new byte[] { 0x60, 0, 0 }, false)]
    public void Classify_OfFirstBytes_TellsTlsFromOrleans(byte[] first, bool isTls) =>
        Assert.Equal(isTls ? Spoken.Tls : Spoken.Plain, FirstBytes.Classify(first));

    private string? Refusal(X509Certificate2 peer)
    {
        using (peer)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(_authority.AuthorityFile);
            return PeerRules.FindRefusal(peer, [], authorities, _names, PeerRules.ClientPurpose, TimeProvider.System.GetUtcNow());
        }
    }
}
