using System.Net;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>What a change of the admin token means for those who are signed in.</summary>
public sealed class SessionRotationTests : IAsyncLifetime
{
    private const string NewToken = "new-token-0123456789-0123456789-0123456789";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"aidev-token-{Guid.NewGuid():N}");
    private TestGateway _gateway = null!;
    private Visit _visit = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_file, TestGateway.AdminToken + "\n", TestContext.Current.CancellationToken);
        _gateway = await TestGateway.StartAsync(("ADMIN_TOKEN", ""), ("ADMIN_TOKEN_FILE", _file));
        _visit = new Visit(_gateway);
        await _visit.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _visit.Dispose();
        await _gateway.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task ChangedToken_EndsTheSessionWithinFiveSeconds()
    {
        await ChangeAsync();

        using var form = await _visit.PostAsync("/examples", ("example", "renamer"));
        using var first = await _visit.GetAsync("/new");
        var marker = first.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        _gateway.Clock.Advance(TimeSpan.FromSeconds(4));
        using var still = await _visit.GetAsync("/new", ("Cookie", marker));
        _gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        using var ended = await _visit.GetAsync("/new", ("Cookie", marker));

        Assert.Equal("/login?return=%2F", form.Headers.Location?.OriginalString);
        foreach (var waiting in (HttpResponseMessage[])[first, still]) // another gateway may not know of the change yet
        {
            var page = await Visit.TextAsync(waiting);
            Assert.Contains("<meta http-equiv=\"refresh\" content=\"2\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("idea-form", page, StringComparison.Ordinal);
        }

        Assert.Equal("/login?return=%2Fnew", ended.Headers.Location?.OriginalString);
        Assert.Contains(ended.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith(_visit.CookieName + "=;", StringComparison.Ordinal));
        Assert.Empty(_gateway.Cluster.Created);
    }

    [Fact]
    public async Task ChangedToken_LetsTheNewOneSignIn()
    {
        await ChangeAsync();

        using var former = await _visit.PostAsync("/login", ("token", TestGateway.AdminToken));
        await _visit.SignInAsync(NewToken);
        using var page = await _visit.GetAsync("/new");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (former.StatusCode, page.StatusCode));
    }

    private async Task ChangeAsync()
    {
        var replaced = new TaskCompletionSource();
        await using var registration = _gateway.Services.GetRequiredService<AdminToken>().Replaced.Register(replaced.SetResult);
        await File.WriteAllTextAsync(_file, NewToken + "\n", TestContext.Current.CancellationToken);
        _gateway.Clock.Advance(AdminTokenWatch.Interval);
        await replaced.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
