using System.Text.RegularExpressions;

namespace AiDevFramework.Chaos.Checker.Documents;

/// <summary>A document by its lines and headings: the checker's own reading, which forgives nothing but numbers and bold in headings.</summary>
internal sealed partial class DocumentText
{
    private readonly List<Heading> _headings = [];

    public DocumentText(string text)
    {
        Lines = text.Split('\n');
        for (var line = 0; line < Lines.Count; line++)
        {
            EndsInCode ^= Lines[line].StartsWith("```", StringComparison.Ordinal);
            if (!EndsInCode && HeadingLine().Match(Lines[line]) is { Success: true } heading)
            {
                _headings.Add(new Heading(line, heading.Groups[1].Length, heading.Groups[2].Value, KeyOf(heading.Groups[2].Value)));
            }
        }
    }

    public IReadOnlyList<string> Lines { get; }

    public IReadOnlyList<Heading> Headings => _headings;

    public bool EndsInCode { get; }

    public Heading? Find(string key) => _headings.FirstOrDefault(heading => heading.Key == key);

    /// <returns>What stands under a heading, down to the next of its level or above; the heading is not in it.</returns>
    public IEnumerable<string> Below(Heading heading) => Lines.Take(EndOf(heading)).Skip(heading.Line + 1);

    /// <returns>The text with a part in place of the one with its key; at the end where there is none.</returns>
    /// <param name="part">Begins with its heading.</param>
    public string With(string key, string part) => string.Join('\n', Find(key) is { } heading
        ? [.. Lines.Take(heading.Line), part, .. Lines.Skip(EndOf(heading))]
        : [.. Lines, part]);

    /// <returns>The part with a key, with its heading; <see langword="null"/> where there is none.</returns>
    public string? Part(string key) => Find(key) is { } heading ? string.Join('\n', Below(heading).Prepend(Lines[heading.Line])) : null;

    private int EndOf(Heading heading) =>
        _headings.FirstOrDefault(next => next.Line > heading.Line && next.Level <= heading.Level)?.Line ?? Lines.Count;

    /// <summary><c>core-features</c>, <c>feature-2</c>, <c>stage-1</c>.</summary>
    private static string KeyOf(string title) => Numbered().Match(title) is { Success: true } item
        ? $"{item.Groups[1].Value.ToLowerInvariant()}-{item.Groups[2].Value}"
        : NotLetters().Replace(title, "-").Trim('-').ToLowerInvariant();

    [GeneratedRegex(@"^(#{1,6}) +(.*\S)\s*$")]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"^\**(Feature|Stage) (\d+)\b")]
    private static partial Regex Numbered();

    [GeneratedRegex("[^A-Za-z]+")]
    private static partial Regex NotLetters();
}
