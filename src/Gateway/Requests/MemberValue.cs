using System.Collections;
using System.Text.Json;
using AiDevFramework.Gateway.Api;

namespace AiDevFramework.Gateway.Requests;

/// <summary>Reads the value of a member as the type that its record declares. Pure.</summary>
internal static class MemberValue
{
    private static readonly JsonSerializerOptions _json = CreateOptions();

    /// <param name="type">Text comes without blanks at its ends, a list or an object is read as a whole.</param>
    /// <returns>The value, or what is wrong with it in words that follow the member's name.</returns>
    public static (object? Value, string? Complaint) Read(JsonElement json, Type type)
    {
        try
        {
            return json.Deserialize(type, _json) is var value && value is string text ? Checked(text.Trim()) : (value, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, type == typeof(string) && json.ValueKind is JsonValueKind.String
                ? "must not contain half of a surrogate pair."
                : $"must be {Expected(type)}.");
        }
    }

    /// <returns>What a value of the type looks like, as in "a string".</returns>
    public static string Expected(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(string) => "a string",
            _ when plain == typeof(Guid) => "a UUID like 550e8400-e29b-41d4-a716-446655440000",
            _ when plain == typeof(bool) => "true or false",
            _ when plain == typeof(int) || plain == typeof(long) => "a whole number",
            _ when plain == typeof(decimal) => "a number",
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName))}",
            _ when plain.IsAssignableTo(typeof(IEnumerable)) => "a list",
            _ => "an object",
        };
    }

    private static (object? Value, string? Complaint) Checked(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? (null, "must not contain NUL characters.") : (text, null);

    private static JsonSerializerOptions CreateOptions()
    {
        var json = new JsonSerializerOptions();
        ApiDefaults.Configure(json);
        json.Converters.Add(new UuidConverter());
        return json;
    }
}
