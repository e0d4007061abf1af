using System.Text.RegularExpressions;

namespace AiDevFramework.Evaluation.Scoring;

/// <summary>The identifiers by which documents refer to each other.</summary>
internal static partial class Ids
{
    public static IEnumerable<string> Features(string text) => Feature().Matches(text).Select(match => match.Value);

    /// <summary>Features, acceptance criteria, requirements: whatever a later document may quote of the first.</summary>
    public static IEnumerable<string> References(string text) => Reference().Matches(text).Select(match => match.Value);

    /// <returns>The identifier that a bullet defines; <see langword="null"/> where it defines none.</returns>
    public static string? DefinedBy(string bullet) => Definition().Match(bullet) is { Success: true } match ? match.Groups[1].Value : null;

    public static bool IsPascalCase(string name) => Pascal().IsMatch(name);

    [GeneratedRegex(@"\bF[0-9]+\b")]
    private static partial Regex Feature();

    [GeneratedRegex(@"\b(AC[0-9]+\.[0-9]+|NFR[0-9]+|US[0-9]+|F[0-9]+)\b")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(AC[0-9]+\.[0-9]+|NFR[0-9]+|US[0-9]+|M[0-9]+)\b")]
    private static partial Regex Definition();

    [GeneratedRegex(@"^\p{Lu}[\p{L}\p{N}]+$")]
    private static partial Regex Pascal();
}
