using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Llm;

/// <summary>Reads errors: the members of an object and of those inside it, the error of another provider that a gateway passes on as text, and
/// plain text and pages. What is odd is left out, never a failure of its own. Pure.</summary>
internal static partial class ErrorReader
{
    /// <summary>Characters that are kept of what was said.</summary>
    public const int MostText = 2000;

    private const int LongestWord = 64;
    private const int MaxDepth = 8;
    private const int MostItems = 8;

    /// <summary>Words that stand in every error of a server and say nothing.</summary>
    private static readonly string[] _generic =
    [
        "error", "invalid_request_error", "invalid_request", "bad_request", "badrequesterror", "bad_request_error", "api_error", "server_error", "internal_error",
        "invalid_argument", "invalidparameter", "invalid_parameter", "failed_precondition", "validation", "validation_error", "notfounderror", "not_found_error",
        "not_found", "requests", "tokens", "client_error", "upstream_error", "provider_error", "none", "null", "value_error",
    ];

    /// <param name="body">Of a response with a status of failure, decompressed; it may be cut.</param>
    /// <returns><see langword="null"/> where it says nothing.</returns>
    public static ProviderError? ReadBody(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span).Trim('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Length == 0)
        {
            return null;
        }

        if (IsPage(text))
        {
            return new ProviderError(null, null, false, null) { IsPage = true, Message = TitleOf(text) };
        }

        return TryParse(DataOf(text)) is { } json ? Read(json) : new ProviderError(null, null, false, null) { Message = Cut(text) };
    }

    /// <param name="value">The <c>error</c> member, or a whole body.</param>
    public static ProviderError Read(JsonElement value)
    {
        var found = new Found();
        found.Add(value, name: "error", depth: 0);
        return new ProviderError(found.Status, found.Type, found.Final, found.RetryAfter)
        {
            Message = found.Texts.Count == 0 ? null : Cut(string.Join("; ", found.Texts)),
            Param = found.Param,
        };
    }

    /// <summary>A page begins with a tag; no JSON, event or document of ours does.</summary>
    public static bool IsPage(ReadOnlySpan<char> text) =>
        text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("<head", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<body", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<title", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("<!--", StringComparison.Ordinal) || text.StartsWith("<meta", StringComparison.OrdinalIgnoreCase);

    private static string? TitleOf(string page) => Title().Match(page) is { Success: true } title ? Cut(title.Groups[1].Value.Trim()) : null;

    /// <summary>An error may come as an event of a stream.</summary>
    private static string DataOf(string text)
    {
        var data = text.StartsWith("data:", StringComparison.Ordinal) ? 0 : text.IndexOf("\ndata:", StringComparison.Ordinal) + 1;
        return text.StartsWith("event:", StringComparison.Ordinal) || data == 0 && text.StartsWith("data:", StringComparison.Ordinal)
            ? text[(data + "data:".Length)..].Split('\n')[0].Trim()
            : text;
    }

    private static JsonElement? TryParse(string text)
    {
        if (text is not ['{' or '[' or '"', ..])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static string Cut(string text) => TextCut.AtMost(text, MostText);

    [GeneratedRegex("<title[^>]{0,100}>([^<]{1,200})<", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    /// <summary>Collects from all levels; what is said first counts, but a word that says something goes before one that does not.</summary>
    private sealed class Found
    {
        public int? Status { get; private set; }

        public string? Type { get; private set; }

        public string? Param { get; private set; }

        public bool Final { get; private set; }

        public TimeSpan? RetryAfter { get; private set; }

        public List<string> Texts { get; } = [];

        public void Add(JsonElement value, string name, int depth)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object when depth < MaxDepth:
                    foreach (var member in value.EnumerateObject())
                    {
                        AddMember(member, depth);
                    }

                    break;
                case JsonValueKind.Array when depth < MaxDepth:
                    foreach (var item in value.EnumerateArray().Take(MostItems))
                    {
                        Add(item, name, depth + 1);
                    }

                    break;
                case JsonValueKind.String when TextOf(value) is { } text:
                    AddText(text, depth);
                    break;
            }
        }

        private void AddMember(JsonProperty member, int depth)
        {
            var value = member.Value;
            switch (NameOf(member))
            {
                case "code" or "http_status" or "status" or "status_code" or "statusCode":
                    AddCode(value);
                    break;
                case "type" or "error_type" or "__type" or "limit_source" or "reason" or "quotaId":
                    AddWord(TextOf(value));
                    break;
                case "param" or "parameter" or "field":
                    Param ??= TextOf(value);
                    break;
                case "loc" or "path" when value.ValueKind is JsonValueKind.Array:
                    Param ??= string.Join('.', value.EnumerateArray().Take(MostItems).Select(TextOf).OfType<string>());
                    break;
                case "retryable":
                    Final |= value.ValueKind is JsonValueKind.False;
                    break;
                case "retry_after" or "retryDelay" or "retry_after_seconds":
                    RetryAfter ??= SecondsOf(value);
                    break;
                case "message" or "msg" or "status_msg" or "error_msg" or "errorMsg" or "base_resp" or "error" or "errors" or "detail" or "details" or "error_description" or "error_message" or "title" or "raw" or "metadata"
                    or "availability" or "cause" or "innererror" or "violations" or "Message" or "path":
                    Add(value, member.Name, depth + 1);
                    break;
            }
        }

        /// <summary>A gateway passes another provider's error on as text.</summary>
        private void AddText(string text, int depth)
        {
            text = text.Trim();
            if (depth < MaxDepth && TryParse(text) is { } inner && inner.ValueKind is not JsonValueKind.String)
            {
                Add(inner, "error", depth + 1);
            }
            else if (text.Length > 0 && !Texts.Contains(text))
            {
                Texts.Add(text);
            }
        }

        /// <summary>A code is an HTTP status as a number or in quotes, or a word.</summary>
        private void AddCode(JsonElement value)
        {
            var number = value.ValueKind switch
            {
                JsonValueKind.Number when value.TryGetDecimal(out var written) => written,
                JsonValueKind.String when decimal.TryParse(TextOf(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var quoted) => quoted,
                _ => default(decimal?),
            };
            if (number is { } code)
            {
                Status ??= code is >= 100 and <= 599 ? (int)code : null;
                return;
            }

            AddWord(TextOf(value));
        }

        private void AddWord(string? word)
        {
            if (word is { Length: > 0 and <= LongestWord } && (Type is null || (IsGeneric(Type) && !IsGeneric(word))))
            {
                Type = word;
            }
        }

        private static bool IsGeneric(string word) => _generic.Contains(word, StringComparer.OrdinalIgnoreCase);

        /// <returns>Seconds as a number, in quotes, or as <c>22.5s</c>.</returns>
        private static TimeSpan? SecondsOf(JsonElement value)
        {
            var text = value.ValueKind is JsonValueKind.Number ? value.GetRawText() : TextOf(value);
            return decimal.TryParse(text?.TrimEnd('s'), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= int.MaxValue
                ? TimeSpan.FromSeconds((double)seconds)
                : null;
        }

        /// <returns><see langword="null"/> for what is no text, or has escapes that are no characters.</returns>
        private static string? TextOf(JsonElement value)
        {
            try
            {
                return value.ValueKind is JsonValueKind.String ? value.GetString() : null;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        private static string NameOf(JsonProperty member)
        {
            try
            {
                return member.Name;
            }
            catch (InvalidOperationException)
            {
                return "";
            }
        }
    }
}
