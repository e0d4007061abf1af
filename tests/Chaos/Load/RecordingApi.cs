using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AiDevFramework.Chaos.Evidence;

namespace AiDevFramework.Chaos.Load;

/// <summary>The public API at either gateway; every request becomes a line of the history.</summary>
internal sealed class RecordingApi : IDisposable
{
    /// <summary>Longer than the service may take for anything.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string UserId = "550e8400-e29b-41d4-a716-446655440000";

    private readonly IReadOnlyList<HttpClient> _gateways;
    private readonly EvidenceFolder _evidence;
    private readonly TimeProvider _clock;

    public RecordingApi(IReadOnlyList<Uri> gateways, string token, EvidenceFolder evidence, TimeProvider clock)
    {
        (Addresses, Token, _evidence, _clock) = (gateways, token, evidence, clock);
        _gateways =
        [
            .. gateways.Select(address =>
            {
                var http = new HttpClient { BaseAddress = address, Timeout = Patience };
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
                return http;
            }),
        ];
    }

    public IReadOnlyList<Uri> Addresses { get; }

    public string Token { get; }

    public async Task<Answer> CreateAsync(Caller caller, int gateway, string idea, CancellationToken cancellationToken)
    {
        var body = JsonContent.Create(new Dictionary<string, string> { ["idea"] = idea, ["user_id"] = UserId });
        return await SendAsync(caller, gateway, "create", HttpMethod.Post, "/api/v1/projects", 0, body, cancellationToken);
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

    public void Note(Caller caller, int gateway, string kind, DateTimeOffset began, string outcome, string? error, int status = 0) =>
        _evidence.Operations.Write(new Operation(
            caller.Client, gateway, kind, caller.Mark, caller.Project, began, _clock.GetUtcNow(), outcome, status, 0, null, error));

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
        var (status, json, error) = (0, default(JsonElement?), default(string));
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body };
            using var response = await _gateways[gateway].SendAsync(request, cancellationToken);
            status = (int)response.StatusCode;
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            json = response.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(text) : null;
            error = response.IsSuccessStatusCode ? null : text;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            (json, error) = (null, $"{exception.GetType().Name}: {exception.Message}");
        }

        var outcome = json is not null ? "ok" : status is >= 400 and < 500 ? "fail" : "info";
        var project = caller.Project ?? (json is { } made && made.TryGetProperty("project_id", out var id) ? id.GetGuid() : null);
        _evidence.Operations.Write(new Operation(
            caller.Client, gateway, kind, caller.Mark, project, began, _clock.GetUtcNow(), outcome, status, seen, Digest(kind, json), error));
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
        "final_documents" => answer.GetProperty("documents").EnumerateArray().Select(document => Text(document, "type")).ToList(),
        _ => null,
    };

    private static string? Text(JsonElement answer, string name) => answer.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? Raw(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value.GetRawText() : null;
}

/// <summary>Who asks, about what.</summary>
internal sealed record Caller(string Client, string Mark, Guid? Project);

/// <param name="Outcome">As in <see cref="Operation"/>.</param>
internal sealed record Answer(string Outcome, int Status, JsonElement? Json);
