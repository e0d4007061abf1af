using System.Text.Json;
using AiDevFramework.Settings;

namespace AiDevFramework.Gateway.Requests;

/// <summary>
/// Tells a slip of the pen from a member that is simply not known. Unknown members are ignored; a slip is refused, because the money or
/// the demand that it was meant to name would be lost in silence. Pure.
/// </summary>
internal static class MemberNames
{
    private const int MaxDistance = 2;
    private const int MaxShown = 40;

    /// <returns>What is wrong with the names of an object's members, by the known name that was meant; <see langword="null"/> where
    /// nothing is.</returns>
    public static IReadOnlyDictionary<string, string[]>? Slips(JsonElement body, IReadOnlyList<string> known)
    {
        Dictionary<string, string[]>? errors = null;
        foreach (var member in body.EnumerateObject())
        {
            if (!known.Contains(member.Name) && known.FirstOrDefault(name => IsSlip(member.Name, name)) is { } meant)
            {
                errors ??= [];
                errors[meant] = [.. errors.GetValueOrDefault(meant, []), $"'{Shown(member.Name)}' is not known here: write '{meant}', or leave it out."];
            }
        }

        return errors;
    }

    /// <summary>
    /// Whether somebody who wrote <paramref name="given"/> most likely meant <paramref name="known"/>: the same letters in another case or
    /// with other separators, or one or two wrong letters, one for each three that the name has.
    /// </summary>
    public static bool IsSlip(string given, string known)
    {
        if (given == known)
        {
            return false;
        }

        var (givenLetters, knownLetters) = (LettersOf(given), LettersOf(known));
        return givenLetters == knownLetters
            || IsNear(given.ToUpperInvariant(), known.ToUpperInvariant(), Math.Min(MaxDistance, known.Length / 3))
            || IsNear(givenLetters, knownLetters, Math.Min(MaxDistance, knownLetters.Length / 4)); // another spelling and a wrong letter
    }

    private static bool IsNear(string given, string known, int distance) =>
        distance > 0 && Math.Abs(given.Length - known.Length) <= distance && EditDistance.Of(given, known) <= distance;

    /// <summary>Letters and digits in one case: <c>max_cost_usd</c>, <c>maxCostUsd</c> and <c>Max-Cost-USD</c> are the same.</summary>
    private static string LettersOf(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Shown(string name) => name.Length <= MaxShown ? name : $"{name[..MaxShown]}…";
}
