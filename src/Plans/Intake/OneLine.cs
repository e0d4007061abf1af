using System.Globalization;
using System.Text;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Plans.Intake;

internal static class OneLine
{
    /// <returns>The text on one line, with single spaces and no control characters, cut at a word where it is too long.</returns>
    public static string Of(ReadOnlySpan<char> text, int most)
    {
        var line = new StringBuilder(Math.Min(text.Length, most));
        var pending = false;
        foreach (var unit in text)
        {
            if (char.IsWhiteSpace(unit) || char.IsControl(unit) || char.GetUnicodeCategory(unit) is UnicodeCategory.Format)
            {
                pending = line.Length > 0;
                continue;
            }

            line.Append(pending ? " " : "").Append(unit);
            pending = false;
        }

        return line.Length <= most ? line.ToString() : Cut(line.ToString(), most);
    }

    private static string Cut(string line, int most)
    {
        var space = line.LastIndexOf(' ', most - 2);
        var end = space > most / 2 ? space : most - 1;
        return $"{TextCut.AtMost(line, end)}…";
    }
}
