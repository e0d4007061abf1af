using System.Net;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport.Api;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Pages.Runs;

/// <summary>A project of somebody else is missing, on the screen of a run and in the joint feed; a key that is revoked ends the feed.</summary>
public sealed class ForeignRunTests : IAsyncLifetime
{
    private readonly OnePerson _person = new();
    private TestGateway _gateway = null!;
    private Guid _own;
    private Guid _foreign;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(services => services.AddSingleton<ICallers>(_person));
        _own = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        _foreign = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        _person.UserId = _gateway.Cluster.Projects[_own].UserId;
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _person.Dispose();
    }

    [Fact]
    public async Task Feed_OfAPerson_HasOwnProjectsAndCallsForeignOnesMissing()
    {
        var missing = Guid.NewGuid();
        await using var client = await FollowAsync($"{_foreign}:0,{missing}:0,{_own}:0");

        var foreign = JsonNode.Parse((await client.NextAsync())!.Value.Data)!;
        var none = JsonNode.Parse((await client.NextAsync())!.Value.Data)!;
        var own = JsonNode.Parse((await client.NextAsync())!.Value.Data)!;

        Assert.Equal((404, _foreign), ((int)foreign["problem"]!["status"]!, (Guid)foreign["project_id"]!));
        Assert.Equal(
            none.ToJsonString().Replace($"{missing}", "?", StringComparison.Ordinal), foreign.ToJsonString().Replace($"{_foreign}", "?", StringComparison.Ordinal));
        Assert.Equal("connected", (string)own["event"]!["type"]!);
    }

    [Fact]
    public async Task Feed_OfAKeyThatIsRevoked_Ends()
    {
        await using var client = await FollowAsync($"{_own}:0");
        await client.NextAsync();

        _person.Revoke();

        Assert.Null(await client.NextAsync());
    }

    [Fact]
    public async Task Screen_OfAPerson_ShowsOwnRunsAndCallsForeignOnesMissing()
    {
        using var visit = new Visit(_gateway);
        await visit.SignInAsync(OnePerson.Token);

        using var own = await visit.GetAsync($"/projects/{_own}");
        using var foreign = await visit.GetAsync($"/projects/{_foreign}");
        using var stopped = await visit.PostAsync($"/projects/{_foreign}/stop");

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (own.StatusCode, foreign.StatusCode, stopped.StatusCode));
        Assert.Equal(WorkflowStatus.Processing, _gateway.Cluster.Projects[_foreign].Status);
    }

    [Fact]
    public async Task Screen_OfAReader_OffersNothingAndRefusesCommands()
    {
        _person.Scopes = Scopes.PlansRead;
        using var visit = new Visit(_gateway);
        await visit.SignInAsync(OnePerson.Token);

        using var screen = await visit.GetAsync($"/projects/{_own}");
        using var stopped = await visit.PostAsync($"/projects/{_own}/stop");

        Assert.DoesNotContain($"/projects/{_own}/stop", await Visit.TextAsync(screen), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, stopped.StatusCode);
        Assert.Equal(WorkflowStatus.Processing, _gateway.Cluster.Projects[_own].Status);
    }

    private Task<EventStreamClient> FollowAsync(string at) => EventStreamClient.ConnectAsync(
        _gateway.Anonymous, $"/api/v1/feed?at={at}&token={OnePerson.Token}", lastEventId: null, TimeSpan.FromSeconds(120),
        TestContext.Current.CancellationToken);

    /// <summary>Knows one key, of a user.</summary>
    private sealed class OnePerson : ICallers, IDisposable
    {
        public const string Token = "a-key-of-one-person-0123456789-0123456789";

        private readonly CancellationTokenSource _revoked = new();

        public Guid UserId { get; set; }

        public Scopes Scopes { get; set; } = Scopes.PlansRead | Scopes.PlansWrite;

        public void Revoke() => _revoked.Cancel();

        public ValueTask<CallerVerdict> RecognizeAsync(string token, CancellationToken cancellationToken) =>
            new(token == Token ? Known() : CallerVerdict.Unknown.Instance);

        public ValueTask<CallerVerdict> FindKeyAsync(string keyId, CancellationToken cancellationToken) => new(Known());

        public void Dispose() => _revoked.Dispose();

        private CallerVerdict Known() => _revoked.IsCancellationRequested
            ? CallerVerdict.Unknown.Instance
            : new CallerVerdict.Known(new Caller("somebody", UserId, Scopes, "k1") { Ended = _revoked.Token });
    }
}
