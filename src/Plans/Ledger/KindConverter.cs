using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Ledger;

/// <summary>Kinds by their names in small letters. One of a newer release is read as <see cref="ConstraintKind.Other"/>.</summary>
internal sealed class KindConverter : JsonConverter<ConstraintKind>
{
    public override ConstraintKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String && ConstraintKinds.TryParse(reader.GetString(), out var kind))
        {
            return kind;
        }

        reader.Skip();
        return ConstraintKind.Other;
    }

    public override void Write(Utf8JsonWriter writer, ConstraintKind value, JsonSerializerOptions options) =>
        writer.WriteStringValue(ConstraintKinds.NameOf(value));
}
