using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>One finding for one cause: a few items each have their own, many are one.</summary>
internal static class Causes
{
    private const int Most = 3;

    private const int MostNamed = 12;

    public static IEnumerable<Finding> Told<T>(IReadOnlyCollection<T> items, Func<T, Finding> one, Func<T, string> name, Func<string, Finding> all)
    {
        if (items.Count <= Most)
        {
            return items.Select(one);
        }

        var names = string.Join(", ", items.Take(MostNamed).Select(name));
        return [all(items.Count > MostNamed ? $"{names} and {items.Count - MostNamed} more" : names)];
    }

    /// <returns>At most 200 characters on one line.</returns>
    public static string Excerpt(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= 200 ? line : $"{Grains.Abstractions.TextCut.AtMost(line, 199)}…";
    }

    /// <returns><see langword="null"/> where nobody noted the line.</returns>
    public static int? Line(int line) => line > 0 ? line : null;
}
