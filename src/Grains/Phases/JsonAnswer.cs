using System.Globalization;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Llm;

namespace AiDevFramework.Grains.Phases;

/// <summary>
/// A model's JSON object, read with patience: text and code fences around it, comments, trailing commas, numbers and booleans
/// written as texts are all taken. A value of another kind is a complaint; a missing one is the caller's to judge.
/// </summary>
internal sealed class JsonAnswer
{
    public const string NotAnObject = "The answer is not one JSON object. Answer with exactly one JSON object and nothing else.";

    /// <summary>Longest text that is kept of a member; models were asked for 80 words.</summary>
    private const int MaxText = 2000;

    private static readonly JsonDocumentOptions Patient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    private readonly JsonElement _root;

    private JsonAnswer(JsonElement root) => _root = root;

    /// <returns>The first JSON object in the text; <see langword="null"/> where there is none.</returns>
    public static JsonAnswer? Read(string text)
    {
        // A handful of attempts: an object may come after braces in prose, but nobody writes twenty of those.
        var start = text.IndexOf('{', StringComparison.Ordinal);
        for (var attempt = 0; start >= 0 && attempt < 20; attempt++)
        {
            if (EndOf(text, start) is { } end && Parse(text[start..end]) is { } answer)
            {
                return answer;
            }

            start = text.IndexOf('{', start + 1);
        }

        return null;
    }

    /// <returns>The text of the member, trimmed and at most 2000 characters; <see langword="null"/> where it is no text.</returns>
    public string? Text(string name)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.String } member || CleanOf(member)?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        var length = Math.Min(text.Length, MaxText);
        return text[..(length < text.Length && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    public bool? Truth(string name, List<string> complaints) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } member when bool.TryParse(StringOf(member), out var value) => value,
        _ => Complain<bool>(name, "true or false", complaints),
    };

    public int? WholeNumber(string name, int least, int most, List<string> complaints)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        return Find(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } member when member.TryGetDouble(out var value) && InRange(value) => (int)value,
            { ValueKind: JsonValueKind.String } member when double.TryParse(
                StringOf(member),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var value) && InRange(value) => (int)value,
            _ => Complain<int>(name, expected, complaints),
        };

        bool InRange(double value) => value >= least && value <= most && value == Math.Floor(value);
    }

    public T? Name<T>(string name, List<string> complaints)
        where T : struct, Enum => Find(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } member
                when WireName.TryParse<T>(StringOf(member)?.Trim().ToUpperInvariant(), out var value) => value,
            _ => Complain<T>(name, string.Join(" or ", Enum.GetValues<T>().Select(value => $"\"{WireName.Of(value)}\"")), complaints),
        };

    /// <returns>How many entries the member's array has; <see langword="null"/> where it is no array or empty.</returns>
    public int? LengthOf(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } member && member.GetArrayLength() is > 0 and var length ? length : null;

    private static T? Complain<T>(string name, string expected, List<string> complaints)
        where T : struct
    {
        complaints.Add($"The member \"{name}\" must be {expected}.");
        return null;
    }

    /// <returns>The index behind the brace that closes the one at <paramref name="start"/>.</returns>
    private static int? EndOf(string text, int start)
    {
        var (depth, inText) = (0, false);
        for (var index = start; index < text.Length; index++)
        {
            switch (text[index])
            {
                case '\\' when inText:
                    index++;
                    break;
                case '"':
                    inText = !inText;
                    break;
                case '{' when !inText:
                    depth++;
                    break;
                case '}' when !inText && --depth == 0:
                    return index + 1;
            }
        }

        return null;
    }

    private static JsonAnswer? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Patient);
            return new JsonAnswer(document.RootElement.Clone());
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException) // no JSON, or no valid UTF-16
        {
            return null;
        }
    }

    /// <summary>An escape is text to whoever reads the answer as such, and what it stands for only comes out here.</summary>
    private static string? CleanOf(JsonElement member) => StringOf(member) is { } text ? TextSanitiser.Clean(text) : null;

    /// <returns><see langword="null"/> where the text has escapes that are no characters: half of a surrogate pair.</returns>
    private static string? StringOf(JsonElement member)
    {
        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The last member of this name, as most readers have it; null counts as missing.</summary>
    private JsonElement? Find(string name)
    {
        try
        {
            return _root.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;
        }
        catch (InvalidOperationException)
        {
            return null; // a member's name has an escape that is no character
        }
    }
}
