using System.Text.Json;

namespace AiDevFramework.Evaluation.Live;

/// <summary>The JSON array in an answer, whatever stands around it.</summary>
internal static class JsonList
{
    /// <returns>Its objects; none where it has none that can be read.</returns>
    public static IReadOnlyList<JsonElement> Read(string answer)
    {
        var (start, end) = (answer.IndexOf('[', StringComparison.Ordinal), answer.LastIndexOf(']'));
        if (start < 0 || end < start)
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(answer[start..(end + 1)]);
            return [.. json.RootElement.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object).Select(item => item.Clone())];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    public static int Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;
}
