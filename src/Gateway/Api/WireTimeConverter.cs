using System.Text.Json;
using System.Text.Json.Serialization;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Gateway.Api;

/// <summary>Times in answers: ISO 8601, UTC, milliseconds and <c>Z</c>.</summary>
internal sealed class WireTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(WireTime.Format(value));
}
