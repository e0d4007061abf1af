using System.Text.RegularExpressions;

namespace AiDevFramework.Evaluation.Briefs;

/// <summary>Words that have to stand in one line: <c>deposit &amp; return|refund</c> wants "deposit" and one of the two others. A word counts as the
/// beginning or a part of a longer one; one of three letters or less, and a number, only where it stands alone.</summary>
internal sealed partial class WordPattern
{
    private readonly IReadOnlyList<Regex> _groups;

    private readonly string _written;

    public WordPattern(string written)
    {
        _written = written;
        _groups = [.. written.Split(" & ").Select(group => new Regex(string.Join('|', group.Split('|').Select(Alternative)), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))];
    }

    /// <summary>A line that has them.</summary>
    public string Example => string.Join(' ', _written.Split(" & ").Select(group => group.Split('|')[0].Trim()));

    public bool IsIn(string line) => _groups.All(group => group.IsMatch(line));

    private static string Alternative(string word)
    {
        var literal = Regex.Escape(word.Trim());
        return Short().IsMatch(word.Trim()) ? $@"(?<![\p{{L}}\p{{N}}]){literal}(?![\p{{L}}\p{{N}}])" : literal;
    }

    [GeneratedRegex(@"^([a-z]{1,3}|[\p{N}.,]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Short();
}
