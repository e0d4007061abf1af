using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.Storage.Rows;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Data.Sqlite;

namespace AiDevFramework.Benchmarks.Feed;

/// <summary>What is measured: the gateway with its silo and its SQLite file, or the bare relay. A process of its own.</summary>
internal sealed class FeedService : IAsyncDisposable
{
    public const string Authorization = $"Bearer {AppProcess.AdminToken}";

    private const string YoungestGeneration = "DOTNET_GCgen0size";

    private const string LeanBytes = "0x200000";

    private readonly AppProcess _process;
    private readonly HttpClient _api;

    private FeedService(AppProcess process)
    {
        _process = process;
        _api = new HttpClient { BaseAddress = process.Address };
        _api.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(Authorization);
    }

    public Uri Address => _process.Address;

    public int Id => _process.Id;

    /// <summary>Completes when the process listens; another task after each kill.</summary>
    public TaskCompletionSource Up { get; private set; } = UpNow();

    /// <param name="stepMs">Pause of the offline planner before each of its answers.</param>
    /// <param name="lean">Whether to keep as little garbage as can be: to see what memory is in use.</param>
    public static Task<FeedService> StartGatewayAsync(int stepMs, bool lean, CancellationToken cancellationToken) => StartAsync(
        AppHost.Gateway,
        new AppOptions
        {
            Environment = PassedOn.Over(new Dictionary<string, string?>
            {
                [YoungestGeneration] = lean ? LeanBytes : null,
                ["OFFLINE_PLANNER_DELAY_MS"] = stepMs.ToString(CultureInfo.InvariantCulture),
                ["LLM_MAX_CONCURRENCY"] = "10000",
                ["PROGRESS_MAX_CONNECTIONS_PER_TOKEN"] = "1000000",
                ["PROGRESS_MAX_CONNECTIONS_PER_ADDRESS"] = "1000000",
            }),
        },
        cancellationToken);

    /// <inheritdoc cref="StartGatewayAsync"/>
    public static Task<FeedService> StartBareRelayAsync(int stepMs, bool lean, CancellationToken cancellationToken) => StartAsync(
        AppHost.BareRelay,
        new AppOptions
        {
            Arguments = [BareRelay.Command, stepMs.ToString(CultureInfo.InvariantCulture)],
            Environment = new Dictionary<string, string?> { [YoungestGeneration] = lean ? LeanBytes : null },
        },
        cancellationToken);

    public async Task<IReadOnlyList<Guid>> CreateProjectsAsync(int count, CancellationToken cancellationToken)
    {
        var projects = new Guid[count];
        await Parallel.ForAsync(0, count, cancellationToken, async (number, cancellation) =>
        {
            using var body = new StringContent(
                """{"idea":"A task board for small teams with comments and reminders","user_id":"550e8400-e29b-41d4-a716-446655440000"}""",
                MediaTypeHeaderValue.Parse("application/json"));
            using var answer = await _api.PostAsync("/api/v1/projects", body, cancellation);
            answer.EnsureSuccessStatusCode();
            using var project = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            projects[number] = project.RootElement.GetProperty("project_id").GetGuid();
        });
        return projects;
    }

    /// <summary>Puts projects that have not run, and still have many events, straight into the gateway's SQLite file.</summary>
    /// <param name="events">Of each.</param>
    public async Task<IReadOnlyList<Guid>> WriteProjectsAsync(int count, int events, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into projects (id, user_id, idea, status, metadata, created_at, updated_at, version, run, last_seq, takeovers)
            select @id, id, 'A task board for small teams with comments and reminders', 'CREATED', '{}', created_at, created_at, 1, 0, @events, 0
              from users
             limit 1;
            with recursive numbers (seq) as (select 1 union all select seq + 1 from numbers where seq < @events)
            insert into progress_events (project_id, seq, type, payload, created_at)
            select @id, seq, 'phase_started', json_object('type', 'phase_started', 'seq', seq, 'phase', 'PRD', 'message', hex(zeroblob(2048))), created_at
              from numbers
              join projects on projects.id = @id;
            """;

        var projects = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToList();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_process.Folder, "data", "aidev.db")}");
        await connection.OpenAsync(cancellationToken);
        foreach (var project in projects)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("@id", SqliteText.Of(project));
            command.Parameters.AddWithValue("@events", events);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return projects;
    }

    public async Task StartWorkflowAsync(Guid project, CancellationToken cancellationToken)
    {
        using var answer = await _api.PostAsync($"/api/v1/projects/{project}/start-workflow", content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Starts it even where the process dies meanwhile.</summary>
    public async Task InsistOnStartAsync(Guid project, CancellationToken cancellationToken)
    {
        for (var again = false; ; again = true)
        {
            await Up.Task.WaitAsync(cancellationToken);
            try
            {
                using var answer = await _api.PostAsync($"/api/v1/projects/{project}/start-workflow", content: null, cancellationToken);
                if (!(again && (int)answer.StatusCode is >= 400 and < 500)) // the answer to the first attempt was lost, not the start
                {
                    answer.EnsureSuccessStatusCode();
                }

                return;
            }
            catch (HttpRequestException exception) when (exception.StatusCode is null or >= System.Net.HttpStatusCode.InternalServerError)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }

    /// <summary>Kills the process.</summary>
    public Task KillAsync(CancellationToken cancellationToken)
    {
        Up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _process.KillAsync(cancellationToken);
    }

    /// <summary>Starts it again on the same port and data.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        await _process.StartAsync(cancellationToken);
        Up.SetResult();
    }

    /// <returns>Bytes of the process that are in memory now.</returns>
    public double ResidentBytes() =>
        1024.0 * long.Parse(
            File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _process.DisposeAsync();
    }

    private static async Task<FeedService> StartAsync(AppHost host, AppOptions options, CancellationToken cancellationToken) =>
        new(await AppProcess.StartAsync(host, options, cancellationToken));

    private static TaskCompletionSource UpNow()
    {
        var up = new TaskCompletionSource();
        up.SetResult();
        return up;
    }
}
