using System.Net;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>What a change of the admin token means for those who are signed in.</summary>
public sealed class SessionRotationTests : PageTest
{
    private const string NewToken = "new-token-0123456789-0123456789-0123456789";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"aidev-token-{Guid.NewGuid():N}");

    private protected override async Task<TestGateway> StartAsync()
    {
        await File.WriteAllTextAsync(_file, TestGateway.AdminToken + "\n", TestContext.Current.CancellationToken);
        return await TestGateway.StartAsync(("ADMIN_TOKEN", ""), ("ADMIN_TOKEN_FILE", _file));
    }

    private protected override void Leave() => File.Delete(_file);

    [Fact]
    public async Task ChangedToken_EndsTheSessionWithinFiveSeconds()
    {
        await ChangeAsync();

        using var form = await Visit.PostAsync("/examples", ("example", "renamer"));
        using var first = await Visit.GetAsync("/new");
        var marker = first.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Gateway.Clock.Advance(TimeSpan.FromSeconds(4));
        using var still = await Visit.GetAsync("/new", ("Cookie", marker));
        Gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        using var ended = await Visit.GetAsync("/new", ("Cookie", marker));

        Assert.Equal("/login?return=%2F", form.Headers.Location?.OriginalString);
        foreach (var waiting in (HttpResponseMessage[])[first, still]) // another gateway may not know of the change yet
        {
            var page = await Visit.TextAsync(waiting);
            Assert.Contains("<meta http-equiv=\"refresh\" content=\"2\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("idea-form", page, StringComparison.Ordinal);
        }

        Assert.Equal("/login?return=%2Fnew", ended.Headers.Location?.OriginalString);
        Assert.Contains(ended.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith(Visit.CookieName + "=;", StringComparison.Ordinal));
        Assert.Empty(Gateway.Cluster.Created);
    }

    [Fact]
    public async Task ChangedToken_LetsTheNewOneSignIn()
    {
        await ChangeAsync();

        using var former = await Visit.PostAsync("/login", ("token", TestGateway.AdminToken));
        await Visit.SignInAsync(NewToken);
        using var page = await Visit.GetAsync("/new");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (former.StatusCode, page.StatusCode));
    }

    private async Task ChangeAsync()
    {
        var replaced = new TaskCompletionSource();
        await using var registration = Gateway.Services.GetRequiredService<AdminToken>().Replaced.Register(replaced.SetResult);
        await File.WriteAllTextAsync(_file, NewToken + "\n", TestContext.Current.CancellationToken);
        Gateway.Clock.Advance(AdminTokenWatch.Interval);
        await replaced.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
