using System.Text.Json;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>Reads members of a token. One of another kind than it should be is a <see cref="FormatException"/>. Pure.</summary>
internal static class ClaimReading
{
    private const int LongestName = 100;

    /// <summary>Seconds since 1970 up to the end of the year 9999.</summary>
    private const double LastSecond = 253_402_300_799;

    public static bool HasAny(JsonElement members, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (members.TryGetProperty(name, out _))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns><see langword="null"/> where there is no such member.</returns>
    public static string? Text(JsonElement members, string name)
    {
        if (!members.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.String ? value.GetString() : throw new FormatException();
    }

    /// <summary>One text, or a list of texts.</summary>
    /// <returns><see langword="null"/> where there is no such member.</returns>
    public static IReadOnlyList<string>? Texts(JsonElement members, string name)
    {
        if (!members.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(TextOf)],
            _ => throw new FormatException(),
        };
    }

    /// <summary>The words of all of these members; issuers write them with blanks between, or as a list.</summary>
    /// <returns><see langword="null"/> where there is none of them.</returns>
    public static IReadOnlyList<string>? Words(JsonElement members, params ReadOnlySpan<string> names)
    {
        List<string>? words = null;
        foreach (var name in names)
        {
            if (Texts(members, name) is { } texts)
            {
                (words ??= []).AddRange(texts.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }
        }

        return words;
    }

    /// <returns>The instant, to the second below; <see langword="null"/> where there is no such member.</returns>
    public static DateTimeOffset? Time(JsonElement members, string name)
    {
        if (!members.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : throw new FormatException();
    }

    /// <summary>The first of these members that can be shown. Others are passed over: nothing rests on a name.</summary>
    public static string? Name(JsonElement members, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (members.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
                && value.GetString() is { Length: > 0 and <= LongestName } text && !text.Any(char.IsControl))
            {
                return text;
            }
        }

        return null;
    }

    private static string TextOf(JsonElement item) => item.ValueKind is JsonValueKind.String ? item.GetString()! : throw new FormatException();
}
