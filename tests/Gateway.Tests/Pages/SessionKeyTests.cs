using System.Net;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>The session of somebody who signed in with a key.</summary>
public sealed class SessionKeyTests() : PageTest(Key)
{
    private const string Key = "aidev_somebody_0123456789";

    private readonly SomeCallers _callers = new();

    private protected override Task<TestGateway> StartAsync() => TestGateway.StartAsync(services => services.AddSingleton<ICallers>(_callers));

    [Fact]
    public async Task Get_ByTheOwnerOfAKey_ShowsWhatIsHis()
    {
        using var page = await Visit.GetAsync("/");

        var text = await Visit.TextAsync(page);
        Assert.Contains("<strong>Ann</strong>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/system\"", text, StringComparison.Ordinal);
        Assert.Equal(_callers.Somebody.UserId, Gateway.Cluster.Listed.Last().UserId);
    }

    [Fact]
    public async Task Post_OfAnIdea_MakesAProjectOfTheOwnerOfTheKey()
    {
        using var answer = await Visit.PostAsync("/new", ("key", Guid.NewGuid().ToString()), ("idea", TestGateway.Idea), ("act", "start"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(_callers.Somebody.UserId, Assert.Single(Gateway.Cluster.Created).UserId);
    }

    [Fact]
    public async Task Session_OfARevokedKey_HasEnded()
    {
        _callers.Verdict = CallerVerdict.Unknown.Instance;

        using var page = await Visit.GetAsync("/new");
        using var form = await Visit.PostAsync("/new", ("key", Guid.NewGuid().ToString()), ("idea", TestGateway.Idea), ("act", "start"));

        Assert.Equal("/login?return=%2Fnew", page.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, form.StatusCode);
        Assert.Empty(Gateway.Cluster.Created);
    }

    [Fact]
    public async Task Session_OfAKeyThatCannotBeJudgedNow_IsNotOverForIt()
    {
        _callers.Verdict = CallerVerdict.Unavailable.Instance;

        using var page = await Visit.GetAsync("/new");
        using var form = await Visit.PostAsync("/new", ("key", Guid.NewGuid().ToString()), ("idea", TestGateway.Idea), ("act", "start"));
        using var login = await Visit.PostAsync("/login", ("token", "aidev_another_1"));

        foreach (var answer in (HttpResponseMessage[])[page, form, login])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        Assert.Contains("catching its breath", await Visit.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains(TestGateway.Idea, await Visit.TextAsync(form), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithAKeyThatMayOnlyRead_IsRefusedAndKeepsWhatWasTyped()
    {
        _callers.Verdict = new CallerVerdict.Known(_callers.Somebody with { Scopes = Scopes.PlansRead });

        using var idea = await Visit.PostAsync("/new", ("key", Guid.NewGuid().ToString()), ("idea", TestGateway.Idea), ("act", "start"));
        using var example = await Visit.PostAsync("/examples", ("example", "renamer"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (idea.StatusCode, example.StatusCode));
        Assert.Contains(TestGateway.Idea, await Visit.TextAsync(idea), StringComparison.Ordinal);
        Assert.Contains("That is not open to you", await Visit.TextAsync(example), StringComparison.Ordinal);
        Assert.Empty(Gateway.Cluster.Created);
    }

    private sealed class SomeCallers : ICallers
    {
        private const string KeyId = "somebody";

        public SomeCallers() => Verdict = new CallerVerdict.Known(Somebody);

        public Caller Somebody { get; } = new("Ann", Guid.NewGuid(), Scopes.PlansRead | Scopes.PlansWrite, KeyId);

        /// <summary>What is said of the key, and of every other.</summary>
        public CallerVerdict Verdict { get; set; }

        public ValueTask<CallerVerdict> RecognizeAsync(string token, CancellationToken cancellationToken) => new(Verdict);

        public ValueTask<CallerVerdict> FindKeyAsync(string keyId, CancellationToken cancellationToken) =>
            new(keyId == KeyId ? Verdict : CallerVerdict.Unknown.Instance);
    }
}
