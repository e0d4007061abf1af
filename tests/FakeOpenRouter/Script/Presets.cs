using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AiDevFramework.FakeOpenRouter.Script;

/// <summary>Reads behaviours from JSON: a preset's name, an object with members of <see cref="Behaviour"/>, or both at once.</summary>
internal static class Presets
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly Dictionary<string, MethodInfo> s_methods = typeof(Behaviours)
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(method => JsonNamingPolicy.KebabCaseLower.ConvertName(method.Name));

    public static IEnumerable<string> Names => s_methods.Keys;

    /// <summary><c>"rate-limited"</c>, <c>{"preset":"rate-limited","retry_after":"1"}</c>, <c>{"text":"x","crlf":true}</c>.</summary>
    /// <exception cref="JsonException">Something in it is unknown; the message says what.</exception>
    public static Behaviour Read(JsonNode? node)
    {
        if (node is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            return Make(value.GetValue<string>(), []);
        }

        if (node is not JsonObject members)
        {
            throw new JsonException("A behaviour is a preset's name or an object.");
        }

        var rest = (JsonObject)members.DeepClone();
        var preset = rest["preset"]?.GetValue<string>();
        rest.Remove("preset");
        var start = preset is null ? new Behaviour { Name = "custom" } : Make(preset, rest);
        var merged = (JsonObject)JsonSerializer.SerializeToNode(start, Json)!;
        foreach (var (name, member) in rest)
        {
            merged[name] = member?.DeepClone();
        }

        return merged.Deserialize<Behaviour>(Json)!;
    }

    /// <param name="arguments">Members that are parameters of the preset are taken out.</param>
    private static Behaviour Make(string preset, JsonObject arguments)
    {
        if (!s_methods.TryGetValue(preset, out var method))
        {
            throw new JsonException($"There is no preset '{preset}'. There are: {string.Join(", ", Names)}.");
        }

        var values = method.GetParameters().Select(parameter =>
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!);
            if (arguments.Remove(name, out var argument))
            {
                return argument.Deserialize(parameter.ParameterType, Json);
            }

            return parameter.HasDefaultValue
                ? parameter.DefaultValue
                : throw new JsonException($"The preset '{preset}' needs '{name}'.");
        }).ToArray();
        return (Behaviour)method.Invoke(null, values)!;
    }
}
