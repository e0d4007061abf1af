using System.Text.Json;

namespace AiDevFramework.Grains.Llm;

/// <summary>An <c>error</c> member, in any of its shapes. The provider's message is not kept: it may repeat the prompt or the key.</summary>
/// <param name="Status">HTTP status; <see langword="null"/> where the error does not say.</param>
/// <param name="Type">The provider's word, such as <c>rate_limit_exceeded</c>.</param>
/// <param name="Final">Whether the provider said that another attempt is of no use. That it would be of use is not believed:
/// the status decides.</param>
internal sealed record ProviderError(int? Status, string? Type, bool Final, TimeSpan? RetryAfter)
{
    private const int LongestType = 64;

    /// <param name="reader">Stands on the value; afterwards on its end.</param>
    /// <returns><see langword="null"/> for a JSON null or false: no error.</returns>
    /// <exception cref="JsonException">The value is malformed.</exception>
    public static ProviderError? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null or JsonTokenType.False:
                return null;
            case JsonTokenType.StartObject:
                var fields = default(Fields);
                fields.Read(ref reader);
                return new ProviderError(fields.Status, fields.Type, fields.Final, fields.RetryAfter);
            default:
                reader.Skip();
                return new ProviderError(null, null, false, null);
        }
    }

    private struct Fields
    {
        public int? Status;
        public string? Type;
        public bool Final;
        public TimeSpan? RetryAfter;

        /// <summary>Reads the object, its <c>metadata</c> and its <c>availability</c> alike; what is said first counts.</summary>
        public void Read(ref Utf8JsonReader reader)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("code"u8) || reader.ValueTextEquals("http_status"u8) || reader.ValueTextEquals("status"u8))
                {
                    ReadCode(ref reader);
                }
                else if (reader.ValueTextEquals("error_type"u8) || reader.ValueTextEquals("type"u8))
                {
                    reader.Read();
                    TakeType(ref reader);
                }
                else if (reader.ValueTextEquals("retryable"u8))
                {
                    reader.Read();
                    Final |= reader.TokenType == JsonTokenType.False;
                    reader.Skip();
                }
                else if (reader.ValueTextEquals("retry_after"u8))
                {
                    RetryAfter ??= JsonNumber.ReadDecimal(ref reader) is { } seconds and >= 0 and <= int.MaxValue
                        ? TimeSpan.FromSeconds((double)seconds)
                        : null;
                }
                else if (reader.ValueTextEquals("metadata"u8) || reader.ValueTextEquals("availability"u8))
                {
                    reader.Read();
                    if (reader.TokenType == JsonTokenType.StartObject)
                    {
                        Read(ref reader);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }
        }

        /// <summary>A code is an HTTP status as a number or in quotes, or a word.</summary>
        private void ReadCode(ref Utf8JsonReader reader)
        {
            var before = reader;
            if (JsonNumber.ReadDecimal(ref reader) is { } number)
            {
                Status ??= number is >= 100 and <= 599 ? (int)number : null;
                return;
            }

            before.Read();
            TakeType(ref before);
        }

        private void TakeType(ref Utf8JsonReader reader)
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= LongestType && !reader.ValueIsEscaped)
            {
                Type ??= reader.GetString();
            }

            reader.Skip();
        }
    }
}
