using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Web.Runs;

/// <summary>An event of the log, as far as the screen shows it.</summary>
/// <param name="Json">The whole event, as every client receives it.</param>
public sealed record RunEvent(long Seq, string Type, DateTimeOffset At, string Json)
{
    public Phase? Phase { get; init; }

    public string? Message { get; init; }

    public string? Error { get; init; }

    public string? Detail { get; init; }

    public int? DurationSeconds { get; init; }

    public decimal? CostUsd { get; init; }

    public int? Documents { get; init; }

    public (int Errors, int Warnings)? Findings { get; init; }

    /// <summary>Reads what it knows; members that are missing or of another kind are left out.</summary>
    public static RunEvent Of(ProgressEvent stored)
    {
        using var document = JsonDocument.Parse(stored.Payload.Memory);
        var json = document.RootElement;
        return new RunEvent(stored.Seq, stored.Type, stored.CreatedAt, stored.Payload.ToString())
        {
            Phase = WireName.TryParse<Phase>(Text(json, "phase"), out var phase) ? phase : null,
            Message = Text(json, "message"),
            Error = Text(json, "error"),
            Detail = Text(json, "detail"),
            DurationSeconds = (int?)Number(json, "duration_seconds") ?? (int?)Number(json, "total_duration_seconds"),
            CostUsd = Number(json, "cost_usd") ?? Number(json, "total_cost_usd"),
            Documents = (int?)Number(json, "documents_generated"),
            Findings = FindingsOf(json),
        };
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static decimal? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;

    private static (int Errors, int Warnings)? FindingsOf(JsonElement json) =>
        json.TryGetProperty("findings", out var findings) && findings.ValueKind is JsonValueKind.Object
            ? ((int)(Number(findings, "errors") ?? 0), (int)(Number(findings, "warnings") ?? 0))
            : null;
}
