using System.Text.RegularExpressions;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Reading;

/// <summary>An open question as an event storming writes it: <c>How old? Options: 16 / 18. Default: 18. Changes: Refused</c>.</summary>
/// <param name="Options">Two to four; empty where the text names none.</param>
/// <param name="Default">One of the options; <see langword="null"/> where the text names none of them.</param>
/// <param name="Changes">What the answer changes, in the words of the text; <see langword="null"/> where it does not say.</param>
internal sealed partial record AskedQuestion(string Text, IReadOnlyList<string> Options, string? Default, string? Changes)
{
    private const int MostOptions = 4;

    /// <param name="text">Of the entry, without its identifier.</param>
    /// <returns><see langword="null"/> where it asks nothing: "None: what is open was asked at the intake (Q1)".</returns>
    public static AskedQuestion? Read(string text)
    {
        if (TermTable.SaysNone(text))
        {
            return null;
        }

        var labels = Label().Matches(text);
        var said = Trim(labels is [var first, ..] ? text[..first.Index] : text);
        List<string> options = [.. (Part("Options") ?? "").Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostOptions)];
        if (options.Count < 2)
        {
            options = [];
        }

        var taken = Part("Default") is { } named ? options.Find(option => TextKey.Of(option) == TextKey.Of(named)) : null;
        return said.Length == 0 ? null : new AskedQuestion(said, options, taken, Part("Changes"));

        string? Part(string label)
        {
            for (var index = 0; index < labels.Count; index++)
            {
                if (labels[index].Groups[1].ValueSpan.Equals(label, StringComparison.OrdinalIgnoreCase))
                {
                    var end = index + 1 < labels.Count ? labels[index + 1].Index : text.Length;
                    return Trim(text[(labels[index].Index + labels[index].Length)..end]) is { Length: > 0 } part ? part : null;
                }
            }

            return null;
        }
    }

    private static string Trim(string text) => text.Trim(' ', '.', '*', '\n', '\r', '\t');

    [GeneratedRegex(@"(?<=^|[\s*])(Options|Default|Changes)(?:\*\*)?\s?[:：](?:\*\*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
