using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>The process is killed at some point of a command with an <c>Idempotency-Key</c>, and the command is sent again.</summary>
public abstract class KeyedCrashTests
{
    private const string Idea = """{"idea":"Bookings for small hotels, features=2","user_id":"550e8400-e29b-41d4-a716-446655440000"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <returns>The connection string of an empty database; <see langword="null"/> for the SQLite file.</returns>
    protected abstract Task<string?> DatabaseAsync();

    [Fact(Timeout = 300_000)]
    public async Task Kill_AtAnyPointOfACommandWithAKey_LeavesOneProjectAndOneRun()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation, ("RATE_LIMIT_ENABLED", "false"));
        for (var kill = 0; kill < 6; kill++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"kill {kill}");
            var project = CommandKey.ProjectOf(CommandOrigin.Operator, key);

            await SendAndKillAsync(service, "/api/v1/projects", Idea, key, after: TimeSpan.FromMilliseconds(4 * kill));
            var created = await SendAsync(service, "/api/v1/projects", Idea, key);
            await SendAndKillAsync(service, $"/api/v1/projects/{project}/start-workflow", null, key, after: TimeSpan.FromMilliseconds(4 * kill));
            var started = await SendAsync(service, $"/api/v1/projects/{project}/start-workflow", null, key);
            var ended = await service.Api.WaitForEndAsync(project, TimeSpan.FromSeconds(60), Cancellation);
            var late = await SendAsync(service, $"/api/v1/projects/{project}/start-workflow", null, key);

            Assert.Equal(project, created.GetProperty("project_id").GetGuid());
            Assert.Equal(project, started.GetProperty("project_id").GetGuid());
            Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
            Assert.Equal("COMPLETED", late.GetProperty("status").GetString());
            Assert.Equal(["project.start", "project.create"], await ActionsAsync(service, project));
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Commands_ThatAreSentManyTimesAtOnceWithOneKey_MakeOneProjectAndOneRun()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation, ("RATE_LIMIT_ENABLED", "false"));
        var project = CommandKey.ProjectOf(CommandOrigin.Operator, "many");

        var created = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => SendAsync(service, "/api/v1/projects", Idea, "many")));
        var started = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => SendAsync(service, $"/api/v1/projects/{project}/start-workflow", null, "many")));
        await service.Api.WaitForEndAsync(project, TimeSpan.FromSeconds(60), Cancellation);

        Assert.All([.. created, .. started], answer => Assert.Equal(project, answer.GetProperty("project_id").GetGuid()));
        Assert.Equal(["project.start", "project.create"], await ActionsAsync(service, project));
    }

    private static async Task SendAndKillAsync(EmbeddedService service, string path, string? body, string key, TimeSpan after)
    {
        using var http = ClientOf(service);
        var sending = TryAsync(http, path, body, key);
        await Task.Delay(after, Cancellation);
        await service.Process.KillAsync(Cancellation);
        await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await service.Process.StartAsync(Cancellation);
    }

    /// <summary>Sends again for as long as the first try is being worked on.</summary>
    private static async Task<JsonElement> SendAsync(EmbeddedService service, string path, string? body, string key)
    {
        using var http = ClientOf(service);
        while (true)
        {
            var (status, answer) = await TryAsync(http, path, body, key);
            if (status is 200 or 201)
            {
                return answer;
            }

            Assert.True(status is 409 or 503, $"{status}: {answer}");
        }
    }

    private static async Task<(int Status, JsonElement Answer)> TryAsync(HttpClient http, string path, string? body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)));
    }

    /// <returns>What was done to the project, the last first.</returns>
    private static async Task<IEnumerable<string?>> ActionsAsync(EmbeddedService service, Guid project)
    {
        using var http = ClientOf(service);
        var audit = JsonElement.Parse(await http.GetStringAsync($"/api/v1/audit?subject_id={project}", Cancellation));
        return [.. audit.GetProperty("events").EnumerateArray().Select(item => item.GetProperty("action").GetString())];
    }

    private static HttpClient ClientOf(EmbeddedService service)
    {
        var http = new HttpClient { BaseAddress = service.Process.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AppProcess.AdminToken);
        return http;
    }
}

public sealed class SqliteKeyedCrashTests : KeyedCrashTests
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

public sealed class PostgresKeyedCrashTests(PostgresFixture postgres) : KeyedCrashTests
{
    protected override async Task<string?> DatabaseAsync() =>
        await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
}
