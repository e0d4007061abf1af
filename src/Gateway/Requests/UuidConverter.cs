using System.Text.Json;
using System.Text.Json.Serialization;
using AiDevFramework.Gateway.Api;

namespace AiDevFramework.Gateway.Requests;

/// <summary>UUIDs in bodies, in the same spellings as in paths.</summary>
internal sealed class UuidConverter : JsonConverter<Guid>
{
    public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && Uuid.TryParse(reader.GetString(), out var value) ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
