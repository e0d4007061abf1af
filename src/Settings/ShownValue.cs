using System.Text.RegularExpressions;

namespace AiDevFramework.Settings;

/// <summary>What a message may repeat of a setting's value. Secrets end up in the wrong variable too: in a URL, pasted into <c>HOST</c>.</summary>
public static partial class ShownValue
{
    private const int Longest = 100;

    private const string Hidden = "***";

    /// <returns>Whether a setting of this name holds a secret, so that its value is never repeated.</returns>
    public static bool IsSecret(string name) => SecretName().IsMatch(name);

    /// <returns>The value without user, password and anything that looks like a key, of 100 characters at most.</returns>
    public static string Of(string value)
    {
        var shown = Credentials().Replace(value, $"${{scheme}}{Hidden}@");
        shown = Assignment().Replace(shown, $"${{name}}{Hidden}");
        shown = Key().Replace(shown, Hidden);
        shown = string.Concat(shown.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return shown.Length <= Longest ? shown : $"{shown[..Longest]}…";
    }

    [GeneratedRegex("(^|_)(API_?KEY|SECRET(_?KEY)?|PASSWORD|PASSWD|HEADERS|PROXY)$|(?<!_PER)(^|_)TOKEN$|DATABASE_URL$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    /// <summary>All before the last @: what comes after a scheme, or the whole beginning.</summary>
    [GeneratedRegex(@"(?<scheme>^|[a-zA-Z][a-zA-Z0-9+.-]*://)\S*@")]
    private static partial Regex Credentials();

    [GeneratedRegex(@"(?<name>(key|token|secret|password|authorization|bearer|basic)\s*[=: ]\s*)((bearer|basic)\s+)?\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    /// <summary>Twenty characters and more with letters and digits among them, or the beginning that providers give their keys.</summary>
    [GeneratedRegex(@"\b(?=[A-Za-z_-]*[0-9])(?=[0-9_-]*[A-Za-z])[A-Za-z0-9_-]{20,}|\b[sprx][kpo][-_][A-Za-z0-9_-]+")]
    private static partial Regex Key();
}
