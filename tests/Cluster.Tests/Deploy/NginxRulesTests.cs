using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using AiDevFramework.TestSupport.Processes;
using Microsoft.AspNetCore.Http;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>What nginx passes on, repeats, holds back and writes down, in front of gateways that do as they are told.</summary>
public sealed class NginxRulesTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory(Timeout = 120_000)]
    [InlineData("/api/v1/projects/one/events/stream?token=hush")]
    [InlineData("/api/v1/feed?at=123e4567-e89b-12d3-a456-426614174000:7")]
    public async Task EventStream_OfWhichMoreIsToCome_ArrivesPieceByPiece(string path)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var seen = new SemaphoreSlim(0);
        await using var gateway = await StubGateway.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            for (var number = 1; number <= 3; number++)
            {
                await context.Response.WriteAsync($"id: {number}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await seen.WaitAsync(context.RequestAborted); // nothing more until the client has it
            }
        });
        await using var nginx = await NginxProcess.StartAsync([gateway.Address], cancellation);
        using var http = Client(nginx);

        await using var stream = await http.GetStreamAsync(path, cancellation);
        using var reader = new StreamReader(stream);
        for (var number = 1; number <= 3; number++)
        {
            Assert.Equal($"id: {number}", await reader.ReadLineAsync(cancellation));
            Assert.Equal("", await reader.ReadLineAsync(cancellation));
            seen.Release();
        }

        Assert.Null(await reader.ReadLineAsync(cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Get_WhereOneGatewayHasNoSilo_IsAnsweredByTheOther()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var sick = await StubGateway.StartAsync(Status(HttpStatusCode.ServiceUnavailable));
        await using var well = await StubGateway.StartAsync(Status(HttpStatusCode.OK));
        await using var nginx = await NginxProcess.StartAsync([sick.Address, well.Address], cancellation);
        using var http = Client(nginx);

        for (var number = 0; number < 10; number++)
        {
            using var response = await http.GetAsync("/api/v1/projects/one", cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.NotEmpty(sick.Requests);
    }

    [Fact(Timeout = 120_000)]
    public async Task Get_OfWhatNoGatewayCanRead_PutsNoneOfThemOutForTheOthers()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var first = await StubGateway.StartAsync(SickProject);
        await using var second = await StubGateway.StartAsync(SickProject);
        await using var nginx = await NginxProcess.StartAsync([first.Address, second.Address], cancellation);
        using var http = Client(nginx);

        for (var number = 0; number < 20; number++)
        {
            using var sick = await http.GetAsync("/api/v1/projects/sick", cancellation);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, sick.StatusCode);
            using var well = await http.GetAsync("/api/v1/projects/well", cancellation);
            Assert.Equal(HttpStatusCode.OK, well.StatusCode);
        }

        static Task SickProject(HttpContext context)
        {
            context.Response.StatusCode = context.Request.Path.Value!.EndsWith("/sick", StringComparison.Ordinal) ? 503 : 200;
            return Task.CompletedTask;
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Get_WhereOneGatewayIsFrozen_IsAnsweredByTheOther()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var frozen = await StubGateway.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var well = await StubGateway.StartAsync(Status(HttpStatusCode.OK));
        await using var nginx = await NginxProcess.StartAsync([frozen.Address, well.Address], cancellation);
        using var http = Client(nginx);

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => http.GetAsync("/api/v1/projects/one", cancellation)));

        Assert.All(asked, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.NotEmpty(frozen.Requests);
    }

    [Fact(Timeout = 120_000)]
    public async Task Post_ThatMayHaveDoneSomething_IsNotRepeated()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var first = await StubGateway.StartAsync(Abort);
        await using var second = await StubGateway.StartAsync(Abort);
        await using var nginx = await NginxProcess.StartAsync([first.Address, second.Address], cancellation);
        using var http = Client(nginx);

        using var response = await http.PostAsync("/api/v1/projects", new StringContent("{}"), cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Single(first.Requests.Concat(second.Requests));
    }

    [Fact(Timeout = 120_000)]
    public async Task Post_WhereAGatewayIsGone_ReachesTheOther()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var there = await StubGateway.StartAsync(Status(HttpStatusCode.Created));
        await using var nginx = await NginxProcess.StartAsync([Nobody(), there.Address], cancellation);
        using var http = Client(nginx);

        for (var number = 1; number <= 6; number++)
        {
            using var response = await http.PostAsync("/api/v1/projects", new StringContent("{}"), cancellation);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            Assert.Equal(number, there.Requests.Count);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task AnyRequest_WithoutAGateway_IsToldWhenToComeBack()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var nginx = await NginxProcess.StartAsync([Nobody(), Nobody()], cancellation);
        using var http = Client(nginx);

        using var response = await http.GetAsync("/api/v1/projects/one/progress?token=hush-hush", cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
        Assert.Contains("Try again", await response.Content.ReadAsStringAsync(cancellation), StringComparison.Ordinal);
        await nginx.WaitForLineAsync(line => line.Contains("\"status\":503", StringComparison.Ordinal), Deadline, cancellation);
        Assert.DoesNotContain("hush", nginx.Output, StringComparison.Ordinal); // not in the error log either
    }

    [Fact(Timeout = 120_000)]
    public async Task AnyRequest_WithForwardedHeadersOfItsOwn_TellsWhereItReallyCameFrom()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await StubGateway.StartAsync(Status(HttpStatusCode.OK));
        await using var nginx = await NginxProcess.StartAsync([gateway.Address], cancellation);
        using var http = Client(nginx);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        http.DefaultRequestHeaders.Add("X-Forwarded-Host", "elsewhere.example");
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        http.DefaultRequestHeaders.Add("X-Forwarded-Port", "666");
        http.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/elsewhere");
        http.DefaultRequestHeaders.Add("X-Request-Id", "elsewhere");

        using var response = await http.GetAsync("/api/v1/projects/one", cancellation);

        var headers = Assert.Single(gateway.Requests);
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal(nginx.Address.Authority, headers["X-Forwarded-Host"]);
        Assert.Equal("http", headers["X-Forwarded-Proto"]);
        Assert.False(headers.ContainsKey("X-Forwarded-Port"));
        Assert.False(headers.ContainsKey("X-Forwarded-Prefix"));
        Assert.Matches("^[0-9a-f]{32}$", headers["X-Request-Id"]);
        Assert.Equal(nginx.Address.Authority, headers["Host"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Post_WithABodyOfMoreThanAMegabyte_IsRefusedBeforeAGatewaySeesIt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await StubGateway.StartAsync(Status(HttpStatusCode.OK));
        await using var nginx = await NginxProcess.StartAsync([gateway.Address], cancellation);
        using var http = Client(nginx);
        using var body = new ByteArrayContent(Encoding.ASCII.GetBytes(new string('x', 1024 * 1024 + 1)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/projects") { Content = body };
        request.Headers.ExpectContinue = true; // so that the answer is read and not a broken pipe

        using var response = await http.SendAsync(request, cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(gateway.Requests);
    }

    [Fact(Timeout = 120_000)]
    public async Task Metrics_FromOutside_AreNotThere()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await StubGateway.StartAsync(Status(HttpStatusCode.OK));
        await using var nginx = await NginxProcess.StartAsync([gateway.Address], cancellation);
        using var http = Client(nginx);

        using var response = await http.GetAsync("/metrics", cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(gateway.Requests);
    }

    /// <summary>Of IPv6 the /64 counts, in whatever way its addresses are written.</summary>
    [Theory(Timeout = 180_000)]
    [InlineData("203.0.113.7", "203.0.113.7", "203.0.113.8")]
    [InlineData("2001:db8:0:1:{0:x}::1", "2001:db8:0:1::", "2001:db8:0:2::1")]
    [InlineData("2001:db8::{0:x}:0:0:1", "2001:db8::2:3:4", "2001:db8:0:1::1")]
    public async Task Requests_OfOneClientBeyondItsShare_AreRefusedAndOthersAreNot(string many, string same, string other)
    {
        const int share = 1536;
        var cancellation = TestContext.Current.CancellationToken;
        using var done = new CancellationTokenSource();
        using var holding = new SemaphoreSlim(0);
        await using var gateway = await StubGateway.StartAsync(async context =>
        {
            if (context.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal))
            {
                holding.Release();
                await Task.Delay(Timeout.Infinite, done.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
        await using var nginx = await NginxProcess.StartAsync(
            [gateway.Address], cancellation, "set_real_ip_from 127.0.0.1; real_ip_header X-Client;");
        using var http = Client(nginx);
        var held = Enumerable.Range(1, share)
            .Select(number => HoldAsync(http, string.Format(CultureInfo.InvariantCulture, many, number), done.Token, cancellation)).ToList();
        for (var number = 0; number < share; number++)
        {
            await holding.WaitAsync(cancellation);
        }

        using var refused = await SendAsync(http, "/health", same, cancellation);
        using var answered = await SendAsync(http, "/health", other, cancellation);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (refused.StatusCode, answered.StatusCode));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter?.Delta);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(cancellation)).RootElement;
        Assert.Equal("urn:aidev:problem:too-many-connections", problem.GetProperty("type").GetString());
        await done.CancelAsync();
        await Task.WhenAll(held);
    }

    /// <summary>Asks until it is let through: on a busy machine a gateway may not take a connection in the second that nginx gives it.</summary>
    private static async Task HoldAsync(HttpClient http, string client, CancellationToken done, CancellationToken cancellationToken)
    {
        HttpStatusCode status;
        do
        {
            using var response = await SendAsync(http, "/hubs/one", client, cancellationToken);
            status = response.StatusCode;
        }
        while (status is HttpStatusCode.ServiceUnavailable && !done.IsCancellationRequested);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string path, string client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Client", client);
        return await http.SendAsync(request, cancellationToken);
    }

    private static HttpClient Client(NginxProcess nginx) => new() { BaseAddress = nginx.Address };

    private static Uri Nobody() => new($"http://127.0.0.1:{FreePort.Next()}");

    private static RequestDelegate Status(HttpStatusCode status) => context =>
    {
        context.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    };

    private static Task Abort(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
