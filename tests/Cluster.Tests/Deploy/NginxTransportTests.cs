using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiDevFramework.TestSupport.Processes;
using Microsoft.AspNetCore.Http;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>Whom nginx tells to come by TLS alone from then on: browsers that used TLS and a name of the public Internet.</summary>
public sealed class NginxTransportTests : IAsyncLifetime
{
    private const string Header = "Strict-Transport-Security";

    private StubGateway _gateway = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await StubGateway.StartAsync(context => context.Response.WriteAsync("here"));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact(Timeout = 120_000)]
    public async Task Answer_OverTls_CarriesTheHeaderForRealNamesAlone()
    {
        using var certificate = MakeCertificate();
        await using var nginx = await NginxProcess.StartAsync([_gateway.Address], Cancellation, certificate: certificate);
        using var http = Client(nginx);

        foreach (var (host, expected) in (IEnumerable<(string, bool)>)[
            ("plans.example.com", true), ("plans.example.com:8443", true), ("PLANS.Example.COM", true), ("plans.example.com.", true), ("xn--plne-loa.example.de", true),
            ("a-b.c-d.xn--p1ai", true),
            ("localhost", false), ("localhost:8443", false), ("plans.localhost", false), ("plans", false), ("127.0.0.1", false), ("192.0.2.7:8443", false),
            ("[::1]", false), ("[::1]:8443", false), ("plans.local", false), ("plans.test", false), ("plans.internal", false), ("nas.lan", false),
            ("plans.home.arpa", false), ("plans.example", false)])
        {
            using var answer = await AskAsync(http, host);

            Assert.Equal((host, HttpStatusCode.OK, expected), (host, answer.StatusCode, answer.Headers.Contains(Header)));
            if (expected)
            {
                Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues(Header))); // not for subdomains, which are others'
            }
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Answer_OverPlainHttp_NeverCarriesTheHeader()
    {
        await using var nginx = await NginxProcess.StartAsync([_gateway.Address], Cancellation);
        using var http = Client(nginx);

        using var answer = await AskAsync(http, "plans.example.com");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains(Header));
    }

    [Fact(Timeout = 120_000)]
    public async Task Answer_OfNginxItself_CarriesTheHeaderToo()
    {
        using var certificate = MakeCertificate();
        await using var nginx = await NginxProcess.StartAsync([new Uri($"http://127.0.0.1:{FreePort.Next()}")], Cancellation, certificate: certificate);
        using var http = Client(nginx);

        using var away = await AskAsync(http, "plans.example.com");
        using var hidden = await AskAsync(http, "plans.example.com", "/metrics");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.NotFound), (away.StatusCode, hidden.StatusCode));
        Assert.True(away.Headers.Contains(Header) && hidden.Headers.Contains(Header));
        Assert.NotNull(away.Headers.RetryAfter);
    }

    private static HttpClient Client(NginxProcess nginx) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=plans.example.com" },
    })
    {
        BaseAddress = nginx.Address,
    };

    private static Task<HttpResponseMessage> AskAsync(HttpClient http, string host, string path = "/api/v1/projects/one")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        return http.SendAsync(request, Cancellation);
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=plans.example.com", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
