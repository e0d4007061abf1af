using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AiDevFramework.Chaos.Evidence;

namespace AiDevFramework.Chaos.Load;

/// <summary>The public API at either gateway; every request becomes a line of the history.</summary>
internal sealed class RecordingApi : IDisposable
{
    /// <summary>Longer than the service may take for anything.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Whose projects the operator's probes are.</summary>
    private static readonly Guid _probed = Guid.Parse("550e8400-e29b-41d4-a716-446655440000");

    private readonly string _adminToken;

    private readonly IReadOnlyList<HttpClient> _gateways;
    private readonly EvidenceFolder _evidence;
    private readonly TimeProvider _clock;

    public RecordingApi(IReadOnlyList<Uri> gateways, string token, EvidenceFolder evidence, TimeProvider clock)
    {
        (Addresses, _adminToken, _evidence, _clock) = (gateways, token, evidence, clock);
        _gateways = [.. gateways.Select(address => new HttpClient { BaseAddress = address, Timeout = Patience })];
    }

    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>What a caller is let in with.</summary>
    public string TokenOf(Caller caller) => caller.Who?.Key ?? _adminToken;

    /// <summary>However often it is sent: its mark is its key, and makes one project.</summary>
    public async Task<Answer> CreateAsync(Caller caller, int gateway, string idea, CancellationToken cancellationToken)
    {
        var body = JsonContent.Create(new Dictionary<string, string> { ["idea"] = idea, ["user_id"] = $"{caller.Who?.UserId ?? _probed}" });
        body.Headers.Add("Idempotency-Key", caller.Mark);
        return await SendAsync(caller, gateway, "create", HttpMethod.Post, "/api/v1/projects", 0, body, cancellationToken);
    }

    public Task<Answer> DeleteAsync(Caller caller, int gateway, long seen, CancellationToken cancellationToken) =>
        SendAsync(caller, gateway, "delete", HttpMethod.Delete, $"/api/v1/projects/{caller.Project}", seen, null, cancellationToken);

    /// <param name="query">From its question mark on.</param>
    public Task<Answer> ListAsync(Caller caller, int gateway, string query, CancellationToken cancellationToken) =>
        SendAsync(caller, gateway, "list", HttpMethod.Get, $"/api/v1/projects{query}", 0, null, cancellationToken);

    /// <summary>Begins to read an answer that has no end of its own; who opened it notes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(Caller caller, int gateway, string path, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(caller)) } };
        return _gateways[gateway].SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <param name="command"><c>start</c>, <c>retry</c> or <c>cancel</c>.</param>
    public Task<Answer> CommandAsync(Caller caller, int gateway, string command, long seen, CancellationToken cancellationToken) => SendAsync(
        caller, gateway, command, HttpMethod.Post, $"/api/v1/projects/{caller.Project}/{(command == "start" ? "start-workflow" : command)}", seen, null,
        cancellationToken);

    /// <param name="kind">The name of the line in the history.</param>
    /// <param name="resource">Empty for the project itself, or <c>/costs</c>, <c>/documents</c>.</param>
    public Task<Answer> ReadAsync(
        Caller caller, int gateway, string kind, string resource, long seen, CancellationToken cancellationToken) =>
        SendAsync(caller, gateway, kind, HttpMethod.Get, $"/api/v1/projects/{caller.Project}{resource}", seen, null, cancellationToken);

    /// <param name="seen">Projects that the answer showed, of a kind that shows several.</param>
    /// <param name="ended">When the answer began to come, where it went on; otherwise now.</param>
    public void Note(
        Caller caller, int gateway, string kind, DateTimeOffset began, string outcome, string? error, int status = 0,
        IReadOnlyList<Guid>? seen = null, DateTimeOffset? ended = null) =>
        _evidence.Operations.Write(new Operation(
            caller.Client, gateway, kind, caller.Mark, caller.Project, began, ended ?? _clock.GetUtcNow(), outcome, status, 0, seen, error, caller.Who?.UserId));

    public void Dispose()
    {
        foreach (var http in _gateways)
        {
            http.Dispose();
        }
    }

    private async Task<Answer> SendAsync(
        Caller caller, int gateway, string kind, HttpMethod method, string path, long seen, HttpContent? body, CancellationToken cancellationToken)
    {
        var began = _clock.GetUtcNow();
        var (status, isRead, json, error) = (0, false, default(JsonElement?), default(string));
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(caller));
            using var response = await _gateways[gateway].SendAsync(request, cancellationToken);
            status = (int)response.StatusCode;
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            json = response.IsSuccessStatusCode && text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : null;
            error = response.IsSuccessStatusCode ? null : text;
            isRead = true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            (json, error) = (null, $"{exception.GetType().Name}: {exception.Message}");
        }

        var outcome = (isRead, status) switch
        {
            (true, >= 200 and < 300) => "ok",
            (_, 409) when kind == "create" => "info", // the first try is still being worked on
            (_, >= 400 and < 500) => "fail",
            _ => "info",
        };
        var project = caller.Project ?? (json is { } made && made.TryGetProperty("project_id", out var id) ? id.GetGuid() : null);
        _evidence.Operations.Write(new Operation(
            caller.Client, gateway, kind, caller.Mark, project, began, _clock.GetUtcNow(), outcome, status, seen, Digest(kind, json), error,
            caller.Who?.UserId));
        return new Answer(outcome, status, json);
    }

    /// <summary>What the checker compares; a whole project would fill the disk.</summary>
    private static object? Digest(string kind, JsonElement? json) => json is not { } answer ? null : kind switch
    {
        "read" or "final" => new
        {
            Status = Text(answer, "status"),
            CurrentPhase = Text(answer, "current_phase"),
            TotalCostUsd = Raw(answer.GetProperty("metadata"), "total_cost_usd"),
        },
        "final_costs" => new
        {
            TotalCostUsd = Raw(answer, "total_cost_usd"),
            KnownCostUsd = Raw(answer, "known_cost_usd"),
            UnpricedCalls = Raw(answer, "unpriced_calls"),
            Breakdown = answer.GetProperty("breakdown").EnumerateArray().Select(row => Raw(row, "cost_usd")).ToList(),
        },
        "list" => answer.GetProperty("projects").EnumerateArray().Select(project => project.GetProperty("project_id").GetGuid()).ToList(),
        "final_documents" => answer.GetProperty("documents").EnumerateArray().Select(document => Text(document, "type")).ToList(),
        _ => null,
    };

    private static string? Text(JsonElement answer, string name) => answer.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? Raw(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value.GetRawText() : null;
}

/// <summary>Who asks, about what.</summary>
/// <param name="Mark">In the idea, and the key of its create.</param>
internal sealed record Caller(string Client, string Mark, Guid? Project)
{
    /// <summary><see langword="null"/>: the operator.</summary>
    public Person? Who { get; init; }
}

/// <param name="Outcome">As in <see cref="Operation"/>.</param>
internal sealed record Answer(string Outcome, int Status, JsonElement? Json);
