using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Tls;

/// <summary>Silos and gateways that show each other certificates, as real processes.</summary>
public sealed class ClusterTlsTests(PostgresFixture postgres) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-tls-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = 400_000)]
    public async Task Cluster_WithCertificates_RunsAWorkflowAndTakesTheNewOnesWhileItRuns()
    {
        using var authority = Authority("ours");
        using var first = authority.Issue();
        await using var cluster = await AppCluster.StartAsync(postgres, silos: 2, gateways: 1, Cancellation, [.. authority.Write(first), ("METRICS_ENABLED", "true"), ("ORLEANS_PROBE_SECONDS", "5")]);
        await CompleteAsync(cluster, gateway: 0);

        using var soonOver = authority.Issue(until: 10);
        authority.Write(soonOver);
        foreach (var process in (AppProcess[])[.. cluster.Silos, .. cluster.Gateways])
        {
            await process.WaitForLineAsync(line => line.Contains("were read anew", StringComparison.Ordinal), Deadline, Cancellation);
            await process.WaitForLineAsync(
                line => line.Contains("The certificate in ORLEANS_TLS_CERTIFICATE ends at ", StringComparison.Ordinal)
                    && line.Contains(" in 9 days", StringComparison.Ordinal),
                Deadline,
                Cancellation);
        }

        using var http = new HttpClient { BaseAddress = cluster.Silos[0].Address };
        var metrics = await http.GetStringAsync("/metrics", Cancellation);
        var remaining = metrics.Split('\n').Single(line => line.StartsWith("aidev_orleans_tls_certificate_remaining_seconds{", StringComparison.Ordinal)
            || line.StartsWith("aidev_orleans_tls_certificate_remaining_seconds ", StringComparison.Ordinal));
        Assert.InRange(double.Parse(remaining.Split(' ')[1], CultureInfo.InvariantCulture), 9 * 86_400, 10 * 86_400);

        await cluster.AddSiloAsync(Cancellation); // new connections in every direction
        await AppCluster.WaitUntilReadyAsync(await cluster.AddGatewayAsync(Cancellation), Cancellation);
        await cluster.Silos[0].KillAsync(Cancellation);
        await CompleteAsync(cluster, gateway: 1);
    }

    [Fact(Timeout = 400_000)]
    public async Task Cluster_WhoseFilesAreBroken_GoesOnWithTheCertificateFromBefore()
    {
        using var authority = Authority("ours");
        using var certificate = authority.Issue();
        var settings = authority.Write(certificate);
        await using var cluster = await AppCluster.StartAsync(postgres, silos: 1, gateways: 1, Cancellation, settings);

        await File.WriteAllTextAsync(Path.Combine(authority.Folder, "node.key"), "half a ke", Cancellation);
        await cluster.Silos[0].WaitForLineAsync(line => line.Contains("have changed and cannot be used", StringComparison.Ordinal), Deadline, Cancellation);
        await CompleteAsync(cluster, gateway: 0);

        authority.Write(certificate);
        await AppCluster.WaitUntilReadyAsync(await cluster.AddGatewayAsync(Cancellation), Cancellation);
        await CompleteAsync(cluster, gateway: 1);
    }

    [Fact(Timeout = 400_000)]
    public async Task Gateway_ThatWasNotInvited_FindsNoSilo()
    {
        using var authority = Authority("ours");
        using var stranger = Authority("theirs");
        using var certificate = authority.Issue();
        using var strange = stranger.Issue();
        await using var cluster = await AppCluster.StartAsync(postgres, silos: 1, gateways: 0, Cancellation, authority.Write(certificate));

        await RefuseAsync("which spoke without TLS", "speaks TLS, and this process does not. Set ORLEANS_TLS_CERTIFICATE", [("ORLEANS_TLS_MODE", "off")]);
        await RefuseAsync("does not lead to an authority in ORLEANS_TLS_CA", "one side refuses the other", [.. stranger.Write(strange), .. Believing(authority, stranger)]);

        async Task RefuseAsync(string reason, string advice, (string, string?)[] settings)
        {
            var gateway = await cluster.AddGatewayAsync(Cancellation, settings);
            await gateway.WaitForLineAsync(line => line.Contains("Waiting for a silo. ", StringComparison.Ordinal) && line.Contains(advice, StringComparison.Ordinal), Deadline, Cancellation);
            await cluster.Silos[0].WaitForLineAsync(
                line => line.Contains("Refused ", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal), Deadline, Cancellation);
            using var http = new HttpClient { BaseAddress = gateway.Address };
            using var answer = await http.GetAsync("/health/ready", Cancellation);
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.DoesNotContain("   at ", gateway.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("A silo answers again", gateway.Output, StringComparison.Ordinal);
            Assert.InRange(gateway.Output.Split('\n').Count(line => line.Contains(" warn: ", StringComparison.Ordinal)), 1, 6);
            await gateway.KillAsync(Cancellation);
        }
    }

    [Fact(Timeout = 400_000)]
    public async Task Ports_OfASilo_SayNothingToWhoeverIsNotInvited()
    {
        using var authority = Authority("ours");
        using var stranger = Authority("theirs");
        using var certificate = authority.Issue();
        int[] ports = [FreePort.Next(), FreePort.Next()];
        await using var cluster = await AppCluster.StartAsync(postgres, silos: 0, gateways: 0, Cancellation, authority.Write(certificate));
        await cluster.AddSiloAsync(
            Cancellation,
            ("ORLEANS_SILO_PORT", ports[0].ToString(CultureInfo.InvariantCulture)),
            ("ORLEANS_GATEWAY_PORT", ports[1].ToString(CultureInfo.InvariantCulture)));

        foreach (var port in ports)
        {
            Assert.True(await IsServedAsync(port, authority.Issue()), "Else the others prove nothing.");
            Assert.False(await IsServedAsync(port, stranger.Issue()));
            Assert.False(await IsServedAsync(port, authority.Issue("evil.test")));
            Assert.False(await IsServedAsync(port, authority.Issue(from: -9, until: -1)));
            Assert.False(await IsServedAsync(port, authority.Issue(from: 1)));
            Assert.False(await IsServedAsync(port, authority.Issue(purposes: "1.3.6.1.5.5.7.3.1")));
            Assert.False(await IsServedAsync(port, certificate: null));
            Assert.Empty(await PlainAsync(port));
        }
    }

    [Fact(Timeout = 400_000)]
    public async Task Cluster_OfWhichSomeSpeakTls_WorksWhereItIsOptional()
    {
        using var authority = Authority("ours");
        using var certificate = authority.Issue();
        var files = authority.Write(certificate);
        (string, string?)[] optional = [.. files, ("ORLEANS_TLS_MODE", "optional")];
        await using var cluster = await AppCluster.StartAsync(postgres, silos: 1, gateways: 1, Cancellation);
        var plain = cluster.Silos[0];

        var either = await cluster.AddSiloAsync(Cancellation, optional);
        await AppCluster.WaitUntilReadyAsync(await cluster.AddGatewayAsync(Cancellation, optional), Cancellation);
        await CompleteAsync(cluster, gateway: 0); // plain, with a plain silo and one that takes both
        await CompleteAsync(cluster, gateway: 1);

        await plain.TerminateAsync(Cancellation);
        await cluster.Gateways[0].TerminateAsync(Cancellation);
        await cluster.AddSiloAsync(Cancellation, files);
        await CompleteAsync(cluster, gateway: 1); // takes both, with silos that take both or TLS alone
        await AppCluster.WaitUntilReadyAsync(await cluster.AddGatewayAsync(Cancellation, files), Cancellation);
        await either.TerminateAsync(Cancellation);
        await CompleteAsync(cluster, gateway: 1);
        await CompleteAsync(cluster, gateway: 2);
    }

    [Fact(Timeout = 120_000)]
    public async Task Silo_WithFilesThatCannotBeUsed_DoesNotStartAndSaysWhy()
    {
        await using var silo = await AppProcess.LaunchAsync(AppHost.Silo, new AppOptions
        {
            Environment = new Dictionary<string, string?>
            {
                ["DATABASE_URL"] = "postgresql://aidev@127.0.0.1:1/aidev",
                ["ORLEANS_TLS_CERTIFICATE"] = "/no/such/node.pem",
                ["ORLEANS_TLS_CA"] = "/no/such/ca.pem",
                ["ORLEANS_TLS_NAMES"] = "x",
            },
        });

        Assert.Equal(1, await silo.WaitForExitAsync(Cancellation));
        Assert.Contains("ORLEANS_TLS_CERTIFICATE: there is no file /no/such/node.pem", silo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Gateway_Alone_ReadsNoneOfIt()
    {
        await using var gateway = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions { Environment = new Dictionary<string, string?> { ["ORLEANS_TLS_CERTIFICATE"] = "/no/such/node.pem" } },
            Cancellation);

        Assert.DoesNotContain("TLS", gateway.Output, StringComparison.Ordinal);
    }

    private TestAuthority Authority(string name) => new(Path.Combine(_folder.FullName, name));

    /// <summary>Settings of a stranger who would believe the cluster.</summary>
    private (string, string?)[] Believing(params TestAuthority[] authorities)
    {
        var file = Path.Combine(_folder.FullName, "both.pem");
        File.WriteAllLines(file, authorities.Select(authority => File.ReadAllText(authority.AuthorityFile)));
        return [("ORLEANS_TLS_CA", file)];
    }

    private static async Task CompleteAsync(AppCluster cluster, int gateway)
    {
        using var client = cluster.Client(gateway);
        var project = await CreateAsync(client);
        await client.StartWorkflowAsync(project, Cancellation);
        var ended = await client.WaitForEndAsync(project, Deadline, Cancellation);
        Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
    }

    /// <summary>A silo that was killed a moment ago may still be asked.</summary>
    private static async Task<Guid> CreateAsync(ApiClient client)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(Deadline);
        while (true)
        {
            try
            {
                return await client.CreateProjectAsync("A shop for plants that ships on Fridays", deadline.Token);
            }
            catch (ApiException exception) when (exception.Status is System.Net.HttpStatusCode.ServiceUnavailable)
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
        }
    }

    /// <summary>Goes on as far as the silo lets it, and believes whatever the silo shows.</summary>
    /// <returns>Whether the connection stays open for a client that has shown this certificate and says nothing more.</returns>
    private static async Task<bool> IsServedAsync(int port, X509Certificate2? certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, Cancellation);
#pragma warning disable CA5359 // it is the silo that judges here
        await using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "silo",
                    ClientCertificates = certificate is null ? null : [certificate],
                    LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
                },
                Cancellation);
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            silence.CancelAfter(TimeSpan.FromSeconds(3));
            try
            {
                var received = await stream.ReadAsync(new byte[1], silence.Token);
                Assert.True(received == 0 || certificate is not null, "A stranger was told something.");
                return received > 0;
            }
            catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
            {
                return true; // it waits for the greeting
            }
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            return false;
        }
        finally
        {
            certificate?.Dispose();
        }
    }

    /// <returns>All that the silo answers to a client that speaks Orleans without TLS.</returns>
    private static async Task<byte[]> PlainAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(new byte[] { 60, 0, 0, 0, 1, 2, 3, 4 }, Cancellation);
        using var heard = new MemoryStream();
        try
        {
            await stream.CopyToAsync(heard, Cancellation);
        }
        catch (IOException)
        {
            // reset: nothing more will come
        }

        return heard.ToArray();
    }
}
