using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Projects;

public sealed class ProjectListEndpointTests : IAsyncLifetime
{
    private const string Path = "/api/v1/projects";

    private static readonly DateTimeOffset _noon = FakeCluster.CreatedAt;

    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task List_WithAllFilters_AsksForThemAndAnswersItsRows()
    {
        var (id, user) = (Guid.NewGuid(), Guid.NewGuid());
        _gateway.Cluster.List = new ProjectListPage(
            [
                new ProjectListRow(
                    id, user, "A task list", WorkflowStatus.Failed, Phase.Prd, PlanVerdict.Draft, new PlanCoverage(new PlanShare(1, 2), null, null, null),
                    new ProjectCost(0.45m, 1, 2, 0.02m, 1.5m), DurationSeconds: 180, DocumentsGenerated: 3, CanRetry: true, _noon, _noon.AddMinutes(3), _noon.AddMinutes(3),
                    Run: 1, _noon, LastSeq: 7),
            ],
            Next: null);

        using var response = await _gateway.GetAsync(
            $"{Path}?status=FAILED&phase=PRD&verdict=DRAFT&user_id={user}&created_after=2025-11-09T13:00:00%2B02:00&sort=-updated_at&limit=100");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Answers.JsonEquals($$"""
            {
              "projects": [
                {
                  "project_id": "{{id}}",
                  "user_id": "{{user}}",
                  "title": "A task list",
                  "status": "FAILED",
                  "current_phase": "PRD",
                  "verdict": "DRAFT",
                  "coverage": { "criteria_at_gates": { "covered": 1, "total": 2, "cut": 0 } },
                  "cost": { "total_cost_usd": null, "known_cost_usd": 0.45, "unpriced_calls": 1, "unknown_count": 2, "unknown_reserved_usd": 0.02, "max_cost_usd": 1.5 },
                  "duration_seconds": 180,
                  "documents_generated": 3,
                  "retry_available": true,
                  "created_at": "2025-11-09T12:00:00.000Z",
                  "updated_at": "2025-11-09T12:03:00.000Z",
                  "completed_at": "2025-11-09T12:03:00.000Z",
                  "last_seq": 7
                }
              ],
              "next_cursor": null
            }
            """, await response.JsonAsync());
        Assert.Equal(
            new ProjectListQuestion(
                user, WorkflowStatus.Failed, Phase.Prd, PlanVerdict.Draft, _noon.AddHours(-1), null, ProjectSort.LastChangedFirst, 100),
            Assert.Single(_gateway.Cluster.Listed));
    }

    [Fact]
    public async Task List_WithBlankParameters_AsksForTheNewestOfAll()
    {
        using var response = await _gateway.GetAsync($"{Path}?status=&phase=&verdict=&user_id=%20&created_after=&sort=&limit=&cursor=");

        Assert.Equal("""{"projects":[],"next_cursor":null}""", (await response.JsonAsync()).ToJsonString());
        Assert.Equal(new ProjectListQuestion(), Assert.Single(_gateway.Cluster.Listed));
    }

    [Theory]
    [InlineData("status", "failed")]
    [InlineData("status", "FAILED&status=COMPLETED")]
    [InlineData("phase", "1")]
    [InlineData("verdict", "GOOD")]
    [InlineData("q", "\" — *()'")]
    [InlineData("q", "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789𝒜123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x")]
    [InlineData("user_id", "me")]
    [InlineData("user_id", "' or 1=1 --")]
    [InlineData("created_after", "yesterday")]
    [InlineData("created_after", "12/01/2026")]
    [InlineData("created_after", "0001-01-01T00:00:00+14:00")]
    [InlineData("sort", "cost")]
    [InlineData("sort", "created_at;drop table projects")]
    [InlineData("limit", "0")]
    [InlineData("limit", "-1")]
    [InlineData("limit", "101")]
    [InlineData("limit", "1001")]
    [InlineData("limit", "99999999999999999999")]
    [InlineData("limit", "1e2")]
    [InlineData("cursor", "x")]
    [InlineData("cursor", "AQjeH5b7c0AAEj5FZ-ibEtOkVkJmFBdAAHhQ3o2u0mYv7m8LQm8b3cE")]
    [InlineData("cursor", "é𝒜\u0001")]
    public async Task List_WithAValueThatCannotBeUsed_SaysWhatItHasToBe(string name, string value)
    {
        using var response = await _gateway.GetAsync($"{Path}?{name}={Uri.EscapeDataString(value).Replace("%26", "&", StringComparison.Ordinal).Replace("%3D", "=", StringComparison.Ordinal)}");

        var problem = await response.ProblemAsync(400);
        Assert.StartsWith($"{name} must be ", (string)problem["errors"]!.AsObject()[name]![0]!, StringComparison.Ordinal);
        Assert.Empty(_gateway.Cluster.Listed);
    }

    [Theory]
    [InlineData("'; drop table projects; --")]
    [InlineData("\"task board\" OR NEAR(a b) AND NOT c*")]
    [InlineData("words:a & !b | (c <-> d) \\' \0 %00")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789𝒜12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678")]
    public async Task List_WithAnyWords_AsksForThemAsTheyAre(string text)
    {
        _gateway.Cluster.List = new ProjectListPage([], null, WasCut: true);

        using var response = await _gateway.GetAsync($"{Path}?q={Uri.EscapeDataString(text)}&sort=created_at");

        Assert.Contains("1000", (string)(await response.JsonAsync())["note"]!, StringComparison.Ordinal);
        Assert.Equal(new ProjectListQuestion(Text: text, Sort: ProjectSort.OldestFirst), Assert.Single(_gateway.Cluster.Listed));
    }

    [Fact]
    public async Task List_WithSeveralFaults_NamesThemAll()
    {
        using var response = await _gateway.GetAsync($"{Path}?status=x&limit=0&sort=y");

        var problem = await response.ProblemAsync(400);
        Assert.Equal(["limit", "sort", "status"], problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Cursor_OfAPage_BeginsBehindItsLastProject()
    {
        var cursor = await CursorAsync("?status=FAILED&limit=1");

        using var response = await _gateway.GetAsync($"{Path}?status=FAILED&limit=20&cursor={cursor}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var asked = _gateway.Cluster.Listed.Last();
        Assert.Equal((new ProjectListPlace(_noon.AddMilliseconds(7), _last), 20), (asked.After, asked.Limit));
    }

    [Theory]
    [InlineData("?status=COMPLETED")]
    [InlineData("?sort=created_at")]
    [InlineData("?q=task")]
    [InlineData("?user_id=550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("?created_after=2026-01-01")]
    public async Task Cursor_OfAnotherList_IsRefused(string query)
    {
        var cursor = await CursorAsync("");

        using var response = await _gateway.GetAsync($"{Path}{query}&cursor={cursor}");

        Assert.Contains("cursor must be", (string)(await response.ProblemAsync(400))["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursor_WithAnyLetterChangedOrCut_IsRefused()
    {
        var cursor = await CursorAsync("");
        var changed = Enumerable.Range(0, cursor.Length).Select(at => $"{cursor[..at]}{(cursor[at] == 'A' ? 'B' : 'A')}{cursor[(at + 1)..]}");
        var cut = Enumerable.Range(1, cursor.Length - 1).Select(length => cursor[..length]);

        foreach (var forged in changed.Concat(cut).Append($"{cursor}A").Append($"{cursor}=").Concat("_-8h".Select(last => $"{cursor[..^1]}{last}").Where(other => other != cursor))
            .Append($"{cursor[..^1]}=").Append($"{cursor[..^1]}%20").Append($"{cursor[..^1]}%C3%A9"))
        {
            using var response = await _gateway.GetAsync($"{Path}?cursor={forged}");
            await response.ProblemAsync(400);
        }
    }

    [Fact]
    public async Task Cursor_OfAnotherToken_IsRefused()
    {
        var cursor = await CursorAsync("");
        await using var other = await TestGateway.StartAsync(("ADMIN_TOKEN", "another-token-0123456789-0123456789-0123456789"));
        using var client = new HttpClient { BaseAddress = other.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", "another-token-0123456789-0123456789-0123456789");

        using var response = await client.GetAsync($"{Path}?cursor={cursor}", TestContext.Current.CancellationToken);

        await response.ProblemAsync(400);
    }

    [Fact]
    public async Task List_OfAKey_ShowsTheProjectsOfItsUserAlone()
    {
        var (lists, own) = (_gateway.Services.GetRequiredService<IProjectLists>(), Guid.NewGuid());
        var caller = new Caller("key", own, Scopes.PlansRead, "k1");

        Assert.IsType<ProjectListAnswer.Listed>(await lists.ListAsync(caller, new ProjectListQuery(), TestContext.Current.CancellationToken));
        Assert.IsType<ProjectListAnswer.Listed>(await lists.ListAsync(caller, new ProjectListQuery { UserId = $"{own}" }, TestContext.Current.CancellationToken));
        Assert.IsType<ProjectListAnswer.Foreign>(await lists.ListAsync(caller, new ProjectListQuery { UserId = $"{Guid.NewGuid()}" }, TestContext.Current.CancellationToken));

        Assert.All(_gateway.Cluster.Listed, question => Assert.Equal(own, question.UserId));
        Assert.Equal(2, _gateway.Cluster.Listed.Count);
    }

    [Fact]
    public async Task Cursor_OfSomebodyElse_IsRefused()
    {
        var (lists, user) = (_gateway.Services.GetRequiredService<IProjectLists>(), Guid.NewGuid());
        var operators = await CursorAsync($"?user_id={user}");
        var own = Assert.IsType<ProjectListAnswer.Listed>(await AskAsync(user, null)).NextCursor;

        Assert.IsType<ProjectListAnswer.Listed>(await AskAsync(user, own));
        Assert.IsType<ProjectListAnswer.Invalid>(await AskAsync(Guid.NewGuid(), own));
        Assert.IsType<ProjectListAnswer.Invalid>(await AskAsync(user, operators));

        Task<ProjectListAnswer> AskAsync(Guid userId, string? cursor) => lists.ListAsync(
            new Caller("key", userId, Scopes.PlansRead, "k1"), new ProjectListQuery { Cursor = cursor }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task List_WithoutAToken_IsRefused()
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, Path);

        await response.ProblemAsync(401);
    }

    private static readonly Guid _last = Guid.NewGuid();

    private async Task<string> CursorAsync(string query)
    {
        _gateway.Cluster.List = new ProjectListPage([], new ProjectListPlace(_noon.AddMilliseconds(7), _last));
        var answer = await _gateway.Client.GetFromJsonAsync<JsonObject>($"{Path}{query}", TestContext.Current.CancellationToken);
        return (string)answer!["next_cursor"]!;
    }
}
