using System.Net;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class TokenRotationTests : IAsyncLifetime
{
    private const string NewToken = "new-token-0123456789-0123456789-0123456789";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"aidev-token-{Guid.NewGuid():N}");
    private TestGateway _gateway = null!;
    private Guid _project;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_file, TestGateway.AdminToken + "\n", TestContext.Current.CancellationToken);
        _gateway = await TestGateway.StartAsync(("ADMIN_TOKEN", ""), ("ADMIN_TOKEN_FILE", _file));
        _project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        _gateway.Cluster.Store(_project);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task ChangedToken_ClosesWhatTheFormerOpenedWith4401AndOpensInItsPlace()
    {
        var ticket = _gateway.Services.GetRequiredService<Tickets>().Mint(_project);
        using var admin = await ProgressClient.ConnectAsync(_gateway, _project);
        using var page = await ProgressClient.ConnectAsync(_gateway, _project, $"?token={ticket}", _ => { });
        await using var stream = await _gateway.StreamAsync(_project);
        await stream.NextAsync();

        await ChangeAsync(NewToken);

        (int, string?) expected = (4401, "The token is no longer valid; get a new one and resume with after=1.");
        Assert.Equal(expected, await admin.ClosedAsync());
        Assert.Equal(expected, await page.ClosedAsync());
        Assert.Null(await stream.NextAsync());
        foreach (var former in (string[])[TestGateway.AdminToken, ticket])
        {
            using var refused = await _gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{_project}/events?token={former}");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var granted = await _gateway.SendAsync(
            HttpMethod.Get, $"/api/v1/projects/{_project}", ("Authorization", $"Bearer {NewToken}"));
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        using var next = await ProgressClient.ConnectAsync(
            _gateway, _project, $"?token={_gateway.Services.GetRequiredService<Tickets>().Mint(_project)}", _ => { });
        Assert.Equal("connected", await next.TypeAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("with blanks 0123456789-0123456789-0123456789")]
    public async Task TokenThatIsNone_ChangesNothingAndIsReportedOnce(string token)
    {
        using var client = await ProgressClient.ConnectAsync(_gateway, _project);
        await client.JsonAsync();

        await ChangeAsync(token);
        _gateway.Clock.Advance(AdminTokenWatch.Interval);

        await client.SendAsync("ping");
        Assert.Equal("pong", await client.TypeAsync());
        Assert.Equal(TestGateway.AdminToken, _gateway.Services.GetRequiredService<AdminToken>().Value);
    }

    [Fact]
    public async Task UnreadableFile_ChangesNothing()
    {
        File.Delete(_file);
        _gateway.Clock.Advance(AdminTokenWatch.Interval);

        using var client = await ProgressClient.ConnectAsync(_gateway, _project);
        Assert.Equal("connected", await client.TypeAsync());
    }

    [Fact]
    public void Watch_OfARefusedToken_WarnsWithoutTheToken()
    {
        var admin = _gateway.Services.GetRequiredService<AdminToken>();
        File.WriteAllText(_file, "too-short-secret");

        Assert.Equal(AdminTokenChange.Refused, admin.Renew(minLength: 32));
        Assert.DoesNotContain(_gateway.Log.GetSnapshot(), entry => entry.Message.Contains("too-short-secret", StringComparison.Ordinal));
        Assert.DoesNotContain(_gateway.Log.GetSnapshot(), entry => entry.Level >= LogLevel.Error);
    }

    private async Task ChangeAsync(string token)
    {
        await File.WriteAllTextAsync(_file, token, TestContext.Current.CancellationToken);
        _gateway.Clock.Advance(AdminTokenWatch.Interval);
    }
}
