using System.Net;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Plans;

public sealed class PlanEndpointTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private Guid _project;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _project = PortalPlan.AddTo(_gateway.Cluster);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task GetPlan_OfAFinishedProject_AnswersItTyped()
    {
        using var response = await _gateway.GetAsync(Path(""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var plan = await response.JsonAsync();
        Assert.Equal(("aidev.plan/1", _project.ToString(), "de"), ((string)plan["schema"]!, (string)plan["project_id"]!, (string)plan["language"]!));
        Assert.Equal((8, 8, 4), (plan["constraints"]!.AsArray().Count, plan["features"]!.AsArray().Count, plan["stages"]!.AsArray().Count));
        Assert.Equal(["T1.1", "T1.2"], plan["stages"]![0]!["tasks"]![2]!["after"]!.AsArray().Select(id => (string)id!));
        Assert.Equal(23, (int)plan["coverage"]!["criteria_at_gates"]!["total"]!);
        Assert.Null(plan["features"]![0]!["priority"]);
    }

    [Fact]
    public async Task GetPlan_OfParts_AnswersNoOthers()
    {
        using var response = await _gateway.GetAsync(Path("?part=features,%20stages"));

        Assert.Equal(
            ["schema", "project_id", "versions", "language", "verdict", "features", "stages"], (await response.JsonAsync()).Select(member => member.Key));
    }

    [Theory]
    [InlineData("?part=feature", "part")]
    [InlineData("?part=features,%3Cscript%3E", "part")]
    [InlineData("/tasks?ready=perhaps", "ready")]
    public async Task GetPlan_OfWhatThereIsNot_Answers400(string path, string member)
    {
        using var response = await _gateway.GetAsync(Path(path));

        var problem = await response.ProblemAsync(400);
        Assert.Equal([member], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/findings")]
    [InlineData("/tasks")]
    [InlineData("/matrix")]
    [InlineData("/trace/F1")]
    public async Task Get_OfAProjectThatThereIsNot_Answers404(string path)
    {
        using var response = await _gateway.GetAsync($"/api/v1/projects/{Guid.NewGuid()}/plan{path}");

        await response.ProblemAsync(404);
    }

    [Fact]
    public async Task GetPlan_BeforeTheFirstDocument_IsEmpty()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Created);

        using var response = await _gateway.GetAsync($"/api/v1/projects/{project.Id}/plan");

        var plan = await response.JsonAsync();
        Assert.Equal("DRAFT", (string)plan["verdict"]!);
        Assert.All(new[] { "features", "stages", "findings", "constraints" }, part => Assert.Empty(plan[part]!.AsArray()));
        Assert.Null(plan["fit"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?part=stages")]
    [InlineData("/findings")]
    [InlineData("/tasks?ready=true")]
    [InlineData("/trace/F2")]
    [InlineData("/matrix")]
    public async Task Get_OfWhatAClientHas_Answers304UntilItChanges(string path)
    {
        using var first = await _gateway.GetAsync(Path(path));
        var tag = Assert.Single(first.Headers.GetValues("ETag"));

        using var second = await _gateway.SendAsync(HttpMethod.Get, Path(path), ("If-None-Match", tag), ("Authorization", $"Bearer {TestGateway.AdminToken}"));
        _gateway.Cluster.Documents[_project] = [.. _gateway.Cluster.Documents[_project].SkipLast(1)];
        using var third = await _gateway.SendAsync(HttpMethod.Get, Path(path), ("If-None-Match", tag), ("Authorization", $"Bearer {TestGateway.AdminToken}"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK), (first.StatusCode, second.StatusCode, third.StatusCode));
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.NotEqual(tag, Assert.Single(third.Headers.GetValues("ETag")));
    }

    [Fact]
    public async Task GetPlan_FromBeforeThereWereChecks_IsUncheckedUntilSomebodyAsks()
    {
        var old = PortalPlan.AddTo(_gateway.Cluster, isChecked: false);

        using var plan = await _gateway.GetAsync($"/api/v1/projects/{old}/plan");
        using var findings = await _gateway.GetAsync($"/api/v1/projects/{old}/plan/findings");

        Assert.Equal("UNCHECKED", (string)(await plan.JsonAsync())["verdict"]!);
        Assert.NotEqual("UNCHECKED", (string)(await findings.JsonAsync())["verdict"]!);
    }

    [Fact]
    public async Task GetFindings_OfAPlanThatLeavesAFeatureOut_SaysSo()
    {
        Edit("**Features**: F7, F8", "**Features**: F7");

        using var response = await _gateway.GetAsync(Path("/findings"));

        var answer = await response.JsonAsync();
        var finding = answer["findings"]!.AsArray().Single(finding => (int)finding!["check"]! == 17)!;
        Assert.Equal(("ERROR", "EXECUTION_PLAN", "F8"), ((string)finding["severity"]!, (string)finding["document"]!, (string)finding["target"]!));
        Assert.Equal("CONCERNS", (string)answer["verdict"]!);
        Assert.Contains(answer["checks"]!.AsArray(), check => (int)check!["number"]! == 17 && (bool)check["checked"]!);
    }

    [Fact]
    public async Task GetTasks_ThatAreReady_AnswersWhatToBeginWith()
    {
        using var first = await _gateway.GetAsync(Path("/tasks?ready=true"));
        using var later = await _gateway.GetAsync(Path("/tasks?ready=true&done=T1.1,T1.2,T1.4,T1.5,T1.6"));

        Assert.Equal(["T1.1", "T1.2", "T1.4", "T1.5", "T1.6"], (await first.JsonAsync())["next"]!.AsArray().Select(id => (string)id!));
        Assert.Equal(["T1.3"], (await later.JsonAsync())["tasks"]!.AsArray().Select(task => (string)task!["id"]!));
        Assert.False(later.Headers.Contains("ETag"));
    }

    [Fact]
    public async Task GetTrace_OfAFeature_AnswersBothWays()
    {
        using var response = await _gateway.GetAsync(Path("/trace/F2"));

        var trace = await response.JsonAsync();
        Assert.Equal(("feature", "PRD"), ((string)trace["item"]!["kind"]!, (string)trace["item"]!["document"]!));
        Assert.Contains(trace["carried_by"]!.AsArray(), item => (string)item!["id"]! == "T1.3" && (int)item["distance"]! == 1);
        Assert.Contains(trace["rests_on"]!.AsArray(), item => (string)item!["id"]! == "BestellungUebernommen");
    }

    [Theory]
    [InlineData("F99")]
    [InlineData("nothing")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("f2")]
    public async Task GetTrace_OfAnItemThatThereIsNot_Answers404(string item)
    {
        using var response = await _gateway.GetAsync(Path($"/trace/{item}"));

        var problem = await response.ProblemAsync(404);
        Assert.Equal("urn:aidev:problem:plan-item-not-found", (string)problem["type"]!);
    }

    [Fact]
    public async Task GetMatrix_OfAFinishedProject_HasARowForEachCriterion()
    {
        using var response = await _gateway.GetAsync(Path("/matrix"));

        var rows = (await response.JsonAsync())["rows"]!.AsArray();
        var row = rows.Single(row => (string?)row!["criterion"] == "AC2.1")!;
        Assert.Equal(["G1.1"], row["gates"]!.AsArray().Select(id => (string)id!));
        Assert.Equal(["T1.2", "T1.3"], row["tasks"]!.AsArray().Select(id => (string)id!));
        Assert.Contains(rows, other => (string)other!["requirement"]! == "C4" && other["gates"]!.AsArray().Count > 0);
    }

    private void Edit(string from, string to) => _gateway.Cluster.Documents[_project] =
        [.. _gateway.Cluster.Documents[_project].Select(document => document with { ContentMd = document.ContentMd.Replace(from, to, StringComparison.Ordinal) })];

    private string Path(string rest) => $"/api/v1/projects/{_project}/plan{rest}";
}
