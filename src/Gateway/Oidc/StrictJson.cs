using System.Buffers.Text;
using System.Text.Json;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>The parts of a token: base64url without padding, in the one spelling that it has, and JSON without duplicate members. Pure.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <returns><see langword="null"/> for anything but a JSON object.</returns>
    public static JsonElement? ReadObject(string part)
    {
        if (ReadBytes(part) is not { } bytes)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, _strict);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns><see langword="null"/> for what is no base64url, or another spelling of it: the decoder forgives padding, blanks and spare bits.</returns>
    public static byte[]? ReadBytes(string part)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(part);
            return Base64Url.EncodeToString(bytes) == part ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
