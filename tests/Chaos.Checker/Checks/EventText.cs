using System.Text.Json;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>Members of messages.</summary>
internal static class EventText
{
    public static string? Phase(EventRow item) => Member(item.Payload, "phase")?.GetString();

    public static long Number(string raw, string name) => Member(raw, name)!.Value.GetInt64();

    /// <returns><see langword="null"/> where it is absent or null.</returns>
    public static JsonElement? Member(string raw, string name)
    {
        using var json = JsonDocument.Parse(raw);
        return json.RootElement.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member.Clone() : null;
    }
}
