using System.Globalization;
using System.Text.RegularExpressions;

namespace AiDevFramework.Grains.Phases;

/// <summary>
/// Finds a member in an answer that is no JSON: in YAML, a table, XML, a list or a sentence such as "feature_count_estimate is 2". Only for an
/// answer that was asked for again already. Where a member is written more than once, the last one counts.
/// </summary>
internal static partial class WrittenMember
{
    public static bool? Truth(string text, string name) => ValueOf(text, name)?.ToUpperInvariant() switch
    {
        "TRUE" or "YES" => true,
        "FALSE" or "NO" => false,
        _ => null,
    };

    public static int? WholeNumber(string text, string name, int least, int most) =>
        int.TryParse(ValueOf(text, name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : null;

    /// <returns>The first word or number behind the name, with no more than signs, white space and "is" between them.</returns>
    private static string? ValueOf(string text, string name)
    {
        string? last = null;
        foreach (Match written in Written().Matches(text))
        {
            if (IsName(written.Groups[1].ValueSpan, name))
            {
                last = written.Groups[2].Value;
            }
        }

        return last;
    }

    private static bool IsName(ReadOnlySpan<char> written, string name)
    {
        var letters = 0;
        foreach (var letter in written)
        {
            if (!char.IsAsciiLetter(letter))
            {
                continue;
            }

            while (letters < name.Length && name[letters] == '_')
            {
                letters++;
            }

            if (letters == name.Length || char.ToLowerInvariant(letter) != name[letters++])
            {
                return false;
            }
        }

        return letters == name.Length;
    }

    [GeneratedRegex(
        @"\b((?:feature|complex|use)[a-z_\\ -]{1,40}?(?:estimate|domain|storming))(?:[\s\p{P}\p{S}]|\bis\b){1,20}?(true|false|yes|no|\d{1,4})\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
