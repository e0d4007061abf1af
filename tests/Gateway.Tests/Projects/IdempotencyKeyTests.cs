using System.Net;
using System.Net.Sockets;
using System.Text;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Projects;

public sealed class IdempotencyKeyTests : IAsyncLifetime
{
    private const string Projects = "/api/v1/projects";

    private static readonly string _body = $$"""{"idea":"{{TestGateway.Idea}}","user_id":"{{TestGateway.UserId}}"}""";

    private TestGateway _gateway = null!;

    public static TheoryData<string> BadKeys => ["", new string('k', 256), "tab\there"];

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Create_WithTheSameKey_AnswersTheSameProject()
    {
        using var first = await PostAsync(Projects, _body, "k");
        using var second = await PostAsync(Projects, _body, "k");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal((await first.JsonAsync()).ToJsonString(), (await second.JsonAsync()).ToJsonString());
        Assert.Single(_gateway.Cluster.Created);
    }

    [Fact]
    public async Task Create_WithTheLongestKey_IsTaken()
    {
        using var response = await PostAsync(Projects, _body, new string('~', 255));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Create_WithAnotherBodyOrKey_Is422OrAnotherProject()
    {
        using var first = await PostAsync(Projects, _body, "k");
        using var other = await PostAsync(Projects, _body.Replace("task", "time", StringComparison.Ordinal), "k");
        using var another = await PostAsync(Projects, _body, "l");

        Assert.Equal("urn:aidev:problem:idempotency-key-taken", (string)(await other.ProblemAsync(422))["type"]!);
        Assert.NotEqual(first.Headers.Location, another.Headers.Location);
        Assert.Equal(2, _gateway.Cluster.Projects.Count);
    }

    [Fact]
    public async Task Create_OfWhatIsDeleted_Is410()
    {
        using var first = await PostAsync(Projects, _body, "k");
        _gateway.Cluster.Projects.Clear();

        using var second = await PostAsync(Projects, _body, "k");

        Assert.Equal("urn:aidev:problem:project-deleted", (string)(await second.ProblemAsync(410))["type"]!);
        Assert.Empty(_gateway.Cluster.Projects);
    }

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task Create_WithABadKey_Is400AndMakesNothing(string key)
    {
        using var response = await PostAsync(Projects, _body, key);

        Assert.NotNull((await response.ProblemAsync(400))["errors"]!["Idempotency-Key"]);
        Assert.Empty(_gateway.Cluster.Projects);
    }

    [Theory]
    [InlineData("Idempotency-Key: k\r\nIdempotency-Key: k\r\n")]
    [InlineData("Idempotency-Key: schlüssel\r\n")]
    public async Task Create_WithKeysThatNoClientOfOursSends_Is400AndMakesNothing(string headers)
    {
        var address = _gateway.Client.BaseAddress!;
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(
            Encoding.UTF8.GetBytes($"POST {Projects} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {TestGateway.AdminToken}\r\nConnection: close\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {_body.Length}\r\n{headers}\r\n{_body}"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(socket.GetStream());

        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("1 to 255 printable ASCII characters", answer, StringComparison.Ordinal);
        Assert.Empty(_gateway.Cluster.Projects);
    }

    [Fact]
    public async Task Create_WhileTheFirstTryIsWorkedOn_Is409AndLaterTheSameProject()
    {
        var answer = new TaskCompletionSource();
        _gateway.Cluster.Silence = answer.Task;
        var first = PostAsync(Projects, _body, "k");
        using var second = await UntilRunsAsync();
        answer.SetResult();
        using var made = await first;
        using var third = await PostAsync(Projects, _body, "k");

        Assert.Equal("urn:aidev:problem:still-running", (string)(await second.ProblemAsync(409))["type"]!);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter?.Delta);
        Assert.Equal(made.Headers.Location, third.Headers.Location);

        async Task<HttpResponseMessage> UntilRunsAsync()
        {
            while (_gateway.Cluster.Keys.IsEmpty)
            {
                await Task.Yield();
            }

            return await PostAsync(Projects, _body, "k");
        }
    }

    [Theory]
    [InlineData("start-workflow", WorkflowStatus.Created)]
    [InlineData("retry", WorkflowStatus.Failed)]
    [InlineData("cancel", WorkflowStatus.Processing)]
    public async Task Command_WithTheSameKey_AnswersWhereTheProjectIsNow(string command, WorkflowStatus status)
    {
        var project = _gateway.Cluster.Add(status, Phase.Prd);
        var path = $"{Projects}/{project.Id}/{command}";

        using var first = await PostAsync(path, "", "k");
        using var second = await PostAsync(path, "", "k");
        using var otherBody = await PostAsync(path, "{}", "k");
        using var otherKey = await PostAsync(path, "", "l");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal((string)(await first.JsonAsync())["status"]!, (string)(await second.JsonAsync())["status"]!);
        await otherBody.ProblemAsync(422);
        await otherKey.ProblemAsync(command == "start-workflow" ? 400 : 409);
    }

    [Fact]
    public async Task Key_OnAnotherPath_IsAnotherCommand()
    {
        var one = _gateway.Cluster.Add(WorkflowStatus.Created);
        var two = _gateway.Cluster.Add(WorkflowStatus.Created);

        using var first = await PostAsync($"{Projects}/{one.Id}/start-workflow", "", "k");
        using var second = await PostAsync($"{Projects}/{two.Id}/start-workflow", "", "k");
        using var third = await PostAsync($"{Projects}/{two.Id}/cancel", "", "k");

        Assert.All([first, second, third], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(WorkflowStatus.Cancelled, _gateway.Cluster.Projects[two.Id].Status);
    }

    [Fact]
    public async Task Command_OfAnybody_TellsTheProjectWhoSentIt()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Created);

        using var response = await PostAsync($"{Projects}/{project.Id}/start-workflow", "");

        var origin = Assert.Single(_gateway.Cluster.Origins);
        Assert.Equal(("admin", "127.0.0.1", null), (origin.Caller, origin.Address, origin.Key));
        Assert.Equal(response.Headers.GetValues("X-Request-Id"), [origin.RequestId]);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body, params string[] keys)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var key in keys)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
