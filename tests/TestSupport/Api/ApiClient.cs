using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace AiDevFramework.TestSupport.Api;

/// <summary>
/// The public API as an outsider sees it. It shares no code with the service, so that a changed name shows. A call that is answered
/// with 503 and <c>Retry-After</c> is sent again, as every client is told to; calls that are not answered with success throw
/// <see cref="ApiException"/>.
/// </summary>
internal sealed class ApiClient : IDisposable
{
    public const string UserId = "550e8400-e29b-41d4-a716-446655440000";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http;
    private readonly string _token;

    /// <param name="address">Root of the service: <c>http://127.0.0.1:8000</c>.</param>
    /// <param name="token">The admin token.</param>
    public ApiClient(Uri address, string token)
    {
        _token = token;
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>For how long a call is sent again that is answered with 503. Zero: the first answer counts.</summary>
    public TimeSpan Limit { get; init; } = Patience.Usual;

    public Task<JsonElement> HealthAsync(CancellationToken cancellationToken) => ReadAsync(HttpMethod.Get, "/health", cancellationToken);

    /// <returns>The new project's id.</returns>
    public async Task<Guid> CreateProjectAsync(
        string idea, CancellationToken cancellationToken, string userId = UserId, decimal? maxCostUsd = null)
    {
        var body = new Dictionary<string, object> { ["idea"] = idea, ["user_id"] = userId };
        if (maxCostUsd is { } most)
        {
            body["max_cost_usd"] = most;
        }

        var answer = await ReadAsync(HttpMethod.Post, "/api/v1/projects", cancellationToken, body);
        return answer.GetProperty("project_id").GetGuid();
    }

    public Task<JsonElement> StartWorkflowAsync(Guid project, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Post, $"/api/v1/projects/{project}/start-workflow", cancellationToken);

    public Task<JsonElement> RetryAsync(Guid project, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Post, $"/api/v1/projects/{project}/retry", cancellationToken);

    public Task<JsonElement> CancelAsync(Guid project, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Post, $"/api/v1/projects/{project}/cancel", cancellationToken);

    public Task<JsonElement> GetProjectAsync(Guid project, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Get, $"/api/v1/projects/{project}", cancellationToken);

    public Task<JsonElement> GetDocumentsAsync(Guid project, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Get, $"/api/v1/projects/{project}/documents", cancellationToken);

    /// <param name="type">As the API spells it: <c>PRD</c>.</param>
    public Task<JsonElement> GetDocumentAsync(Guid project, string type, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Get, $"/api/v1/projects/{project}/documents/{type}", cancellationToken);

    /// <summary>What a workflow will cost. Asked again while the service has not got the prices yet.</summary>
    public Task<JsonElement> EstimateAsync(string idea, CancellationToken cancellationToken, decimal? maxCostUsd = null) =>
        ReadAsync(HttpMethod.Post, "/api/v1/projects/estimate", cancellationToken, new { idea, max_cost_usd = maxCostUsd });

    public Task<JsonElement> GetCostsAsync(Guid project, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Get, $"/api/v1/projects/{project}/costs", cancellationToken);

    /// <summary>Asks again and again, also while the service is down, until the run has ended.</summary>
    /// <returns>The project: <c>COMPLETED</c>, <c>FAILED</c> or <c>CANCELLED</c>.</returns>
    /// <exception cref="TimeoutException">The message has the last answer.</exception>
    public async Task<JsonElement> WaitForEndAsync(Guid project, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(deadline);
        using var timer = new PeriodicTimer(PollInterval);
        var last = "none";
        try
        {
            while (true)
            {
                try
                {
                    var answer = await GetProjectAsync(project, limit.Token);
                    if (answer.GetProperty("status").GetString() is "COMPLETED" or "FAILED" or "CANCELLED")
                    {
                        return answer;
                    }

                    last = answer.GetRawText();
                }
                catch (Exception exception) when (exception is HttpRequestException or ApiException { Status: >= HttpStatusCode.InternalServerError })
                {
                    last = exception.Message;
                }

                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The run of {project} did not end within {deadline}. Last answer: {last}", exception);
        }
    }

    /// <param name="after">Number of the last event seen: what came later is sent first. <see langword="null"/>: only what comes next.</param>
    /// <param name="progress">Whether live text and waits are wanted too.</param>
    public Task<FeedClient> FollowAsync(Guid project, long? after, CancellationToken cancellationToken, bool progress = false)
    {
        var address = new UriBuilder(new Uri(_http.BaseAddress!, $"/api/v1/projects/{project}/progress"))
        {
            Scheme = _http.BaseAddress!.Scheme == "https" ? "wss" : "ws",
            Query = QueryOf(after, progress),
        };
        return Patience.RepeatAsync(
            _ => FeedClient.ConnectAsync(address.Uri, _token, cancellationToken),
            exception => exception is WebSocketException && exception.Message.Contains("503", StringComparison.Ordinal), Limit, cancellationToken);
    }

    /// <summary>The same as server-sent events.</summary>
    /// <inheritdoc cref="FollowAsync"/>
    public Task<EventStreamFeed> StreamAsync(Guid project, long? after, CancellationToken cancellationToken, bool progress = false) =>
        Patience.RepeatAsync(
            _ => EventStreamFeed.ConnectAsync(_http, $"/api/v1/projects/{project}/events/stream?{QueryOf(after, progress)}", cancellationToken),
            exception => exception is HttpRequestException { StatusCode: HttpStatusCode.ServiceUnavailable }, Limit, cancellationToken);

    /// <summary>Any call, with any answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, CancellationToken cancellationToken, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        return await _http.SendAsync(request, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static string QueryOf(long? after, bool progress) =>
        string.Join('&', new[] { after is null ? null : $"after={after}", progress ? "progress=true" : null }.Where(part => part is not null));

    private Task<JsonElement> ReadAsync(HttpMethod method, string path, CancellationToken cancellationToken, object? body = null)
    {
        var sent = 0;
        return Patience.RepeatAsync(
            attempt => ReadOnceAsync(method, path, body, sent = attempt, cancellationToken),
            exception => exception is ApiException { Status: HttpStatusCode.ServiceUnavailable }
                || (sent > 0 && exception is ApiException { Status: HttpStatusCode.TooManyRequests }), // for having been sent again
            Limit,
            cancellationToken);
    }

    private async Task<JsonElement> ReadOnceAsync(
        HttpMethod method, string path, object? body, int attempt, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, cancellationToken, body is null ? null : JsonContent.Create(body));
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }

        var refused = new ApiException($"{method} {path}", response.StatusCode, text);
        var done = attempt > 0 && method == HttpMethod.Post && body is null
            && response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict;
        return done
            ? await ReadDoneAsync(path[..path.LastIndexOf('/')], cancellationToken)
            : throw refused;
    }

    /// <returns>What a command would have answered that was done, but not answered in time.</returns>
    private async Task<JsonElement> ReadDoneAsync(string project, CancellationToken cancellationToken)
    {
        var members = (await ReadAsync(HttpMethod.Get, project, cancellationToken)).EnumerateObject()
            .Concat((await ReadAsync(HttpMethod.Post, $"{project}/tickets", cancellationToken)).EnumerateObject()) // its websocket_url
            .DistinctBy(member => member.Name)
            .ToDictionary(member => member.Name, member => member.Value);
        return JsonSerializer.SerializeToElement(members);
    }
}
