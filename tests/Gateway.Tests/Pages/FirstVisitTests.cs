using System.Net;
using AiDevFramework.Gateway.Pages.SignIn;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>The code in the link of the start banner.</summary>
public sealed class FirstVisitTests
{
    [Fact]
    public async Task Post_OfTheCode_SignsInOnce()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var visit = new Visit(gateway);
        var code = gateway.Services.GetRequiredService<FirstVisit>().MakeCode();

        using var looked = await visit.GetAsync("/login"); // uses nothing up
        using var first = await visit.PostAsync("/login", ("token", code));
        using var second = await visit.PostAsync("/login", ("token", code));

        Assert.Matches("^[A-Za-z0-9_-]{22}$", code);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        visit.Session = visit.SessionOf(first)!;
        using var page = await visit.GetAsync("/new");
        Assert.Contains("the operator", await Visit.TextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OfTheCodeAfterFiveMinutes_OpensNothing()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var visit = new Visit(gateway);
        var code = gateway.Services.GetRequiredService<FirstVisit>().MakeCode();

        gateway.Clock.Advance(FirstVisit.Lifetime);
        using var late = await visit.PostAsync("/login", ("token", code));

        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task Post_OfTheCodeFromElsewhere_OpensNothingAndUsesNothingUp()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var visit = new Visit(gateway);
        var code = gateway.Services.GetRequiredService<FirstVisit>().MakeCode();

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", code)]);
        using var away = await visit.SendAsync(HttpMethod.Post, "/login", form, [("Origin", visit.Origin), ("X-Forwarded-For", "203.0.113.7")]);
        using var here = await visit.PostAsync("/login", ("token", code));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Redirect), (away.StatusCode, here.StatusCode));
    }

    [Fact]
    public async Task Post_OfAFormerCode_OpensNothing()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var visit = new Visit(gateway);
        var visits = gateway.Services.GetRequiredService<FirstVisit>();
        var former = visits.MakeCode();
        visits.MakeCode();

        using var answer = await visit.PostAsync("/login", ("token", former));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task TryUse_OfManyAtOnce_SucceedsOnce()
    {
        await using var gateway = await TestGateway.StartAsync();
        var visits = gateway.Services.GetRequiredService<FirstVisit>();
        for (var round = 0; round < 200; round++)
        {
            var code = visits.MakeCode();
            var used = 0;
            Parallel.For(0, 4, _ => Interlocked.Add(ref used, visits.TryUse(code, IPAddress.Loopback) ? 1 : 0));
            Assert.Equal(1, used);
        }
    }

    [Trait("Runs", "Programs")]
    [Fact(Timeout = 120_000)]
    public async Task Banner_OfTheProgram_HasALinkThatSignsIn()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await AppProcess.StartAsync(AppHost.Gateway, new AppOptions(), cancellation);
        var line = await gateway.WaitForLineAsync(line => line.Contains("  Open ", StringComparison.Ordinal), TimeSpan.FromSeconds(60), cancellation);
        var link = line.Trim().Split(' ')[^1];
        using var visit = new Visit(gateway.Address);

        using var answer = await visit.PostAsync("/login", ("token", link.Split("#code=")[1]));
        visit.Session = visit.SessionOf(answer)!;
        using var page = await visit.GetAsync("/");

        var style = (await Visit.TextAsync(page)).Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];
        using var file = await visit.GetAsync(style);
        Assert.Equal((HttpStatusCode.OK, "text/css"), (file.StatusCode, file.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith("http://localhost:", link, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}
