using System.Globalization;
using System.Reflection;

namespace AiDevFramework.Evaluation.Briefs;

/// <summary>Reads <c>Files/*.brief</c>: <c>= idea</c>, <c>3 fact :: words</c>, <c>3p demand :: words</c>, <c>! invention :: words</c>, <c>* subject</c>, <c>?question words</c>, <c>?failure what</c>.</summary>
internal static class BriefReader
{
    private const string Separator = " :: ";

    private const string Failure = "failure ";

    /// <summary>Behind the weight of a demand, which has to be on the last page: in the execution plan.</summary>
    private const char LastPage = 'p';

    public static IReadOnlyList<Brief> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".brief", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return Read(name[..^".brief".Length], reader.ReadToEnd());
            }),
        ];
    }

    /// <exception cref="FormatException">A line is none of a brief; says which.</exception>
    public static Brief Read(string name, string text)
    {
        var brief = new Brief(name, null, [], [], new Dictionary<string, WordPattern>(), [], "it");
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            brief = line[0] switch
            {
                '=' => brief with { Idea = line[1..].Trim() },
                '*' when line.Length > 2 => brief with { Subjects = [.. brief.Subjects, new WordPattern(line[1..].Trim())] },
                '!' => brief with { MustNot = [.. brief.MustNot, new Invention(Parts(line)[0], new WordPattern(Parts(line)[1]))] },
                '?' when line[1..].StartsWith(Failure, StringComparison.Ordinal) => brief with { Failure = line[(1 + Failure.Length)..] },
                '?' when line.IndexOf(' ', StringComparison.Ordinal) is > 1 and var at =>
                    brief with { Keys = new Dictionary<string, WordPattern>(brief.Keys) { [line[1..at]] = new WordPattern(line[(at + 1)..]) } },
                >= '1' and <= '3' => brief with { MustCover = [.. brief.MustCover, FactOf(line)] },
                _ => throw new FormatException($"{name}: this is no line of a brief: {line}"),
            };
        }

        return brief;

        Fact FactOf(string line)
        {
            var parts = Parts(line.Length > 1 && line[1] == LastPage ? line[1..] : line);
            return new Fact(CharUnicodeInfo.GetDecimalDigitValue(line[0]), parts[0], new WordPattern(parts[1]), OnLastPage: line[1] == LastPage);
        }

        string[] Parts(string line) => line[1..].Split(Separator) is [var said, var words]
            ? [said.Trim(), words.Trim()]
            : throw new FormatException($"{name}: a fact and its words stand on both sides of '::': {line}");
    }
}
