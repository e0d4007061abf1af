using System.Text.RegularExpressions;

namespace AiDevFramework.FakeOpenRouter.Answers;

/// <summary>Documents, and parts of them, with faults as models make them: of form, which code puts right, and of content, which the model has to
/// mend. Pure: the same seed makes the same faults. The mark of a project stays, since later prompts are told apart by it.</summary>
internal static partial class DocumentFaults
{
    private static readonly Func<List<string>, Random, bool>[] _faults =
    [
        LoseSection, EmptySection, LoseCriteria, ReferToNothing, SayTwice, LeaveToDo, ForgetFeature, BreakOff,
        UseOtherTitle, UnnumberHeadings, PutColonsInside, NumberOtherwise, Chat,
    ];

    /// <summary>Writes a text with one to three faults; with none where the text has nothing that they could strike.</summary>
    public static string Apply(string text, int seed)
    {
        var random = new Random(seed);
        var lines = text.TrimEnd('\n').Split('\n').ToList();
        var kinds = _faults.ToArray();
        random.Shuffle(kinds);
        var (made, wanted) = (0, random.Next(1, 4));
        foreach (var fault in kinds)
        {
            made += made < wanted && fault(lines, random) ? 1 : 0;
        }

        return string.Join('\n', lines) + "\n";
    }

    private static bool LoseSection(List<string> lines, Random random)
    {
        if (Pick(lines, random, line => line.StartsWith("## ", StringComparison.Ordinal)) is not { } at || HasMark(lines, at, EndOf(lines, at)))
        {
            return false;
        }

        lines.RemoveRange(at, EndOf(lines, at) - at);
        return true;
    }

    private static bool EmptySection(List<string> lines, Random random)
    {
        if (Pick(lines, random, line => line.StartsWith("## ", StringComparison.Ordinal)) is not { } at || HasMark(lines, at, EndOf(lines, at)))
        {
            return false;
        }

        lines.RemoveRange(at + 1, EndOf(lines, at) - at - 1);
        lines.Insert(at + 1, "");
        return true;
    }

    private static bool LoseCriteria(List<string> lines, Random random)
    {
        if (Pick(lines, random, line => Feature().IsMatch(line)) is not { } at)
        {
            return false;
        }

        for (var line = EndOf(lines, at) - 1; line > at; line--)
        {
            if (lines[line].StartsWith("- AC", StringComparison.Ordinal))
            {
                lines.RemoveAt(line);
            }
        }

        return true;
    }

    private static bool ReferToNothing(List<string> lines, Random random) =>
        Change(lines, random, line => line.Contains("(F", StringComparison.Ordinal), line => FeatureReference().Replace(line, "(F77", 1));

    /// <summary>A feature or a stage twice, the second time in other words.</summary>
    private static bool SayTwice(List<string> lines, Random random)
    {
        if (Pick(lines, random, line => Feature().IsMatch(line) || line.StartsWith("## Stage ", StringComparison.Ordinal)) is not { } at)
        {
            return false;
        }

        var end = EndOf(lines, at);
        lines.InsertRange(end, lines.GetRange(at, end - at).Select((line, number) => number == 2 ? line + ", differently" : line).ToList());
        return true;
    }

    private static bool LeaveToDo(List<string> lines, Random random) =>
        Change(lines, random, line => line.StartsWith("- ", StringComparison.Ordinal) && !line.Contains("[[", StringComparison.Ordinal), _ => "- TBD");

    private static bool ForgetFeature(List<string> lines, Random random) =>
        Change(lines, random, line => line.StartsWith("**Features**: F", StringComparison.Ordinal), _ => "**Features**: none");

    private static bool BreakOff(List<string> lines, Random random)
    {
        var kept = lines.Count - random.Next(1, 5);
        if (lines.Count < 10 || HasMark(lines, kept, lines.Count))
        {
            return false;
        }

        lines.RemoveRange(kept, lines.Count - kept);
        lines.Add("- Furthermore, everybody who works with the");
        return true;
    }

    private static bool UseOtherTitle(List<string> lines, Random random) =>
        Change(lines, random, line => line.StartsWith("# ", StringComparison.Ordinal), line => $"# **{line[2..]}**");

    private static bool UnnumberHeadings(List<string> lines, Random random) =>
        Change(lines, random, line => NumberedHeading().IsMatch(line), line => NumberedHeading().Replace(line, "## "));

    private static bool PutColonsInside(List<string> lines, Random random) =>
        Change(lines, random, line => Label().IsMatch(line), line => Label().Replace(line, "**$1:**"));

    private static bool NumberOtherwise(List<string> lines, Random random) =>
        Change(lines, random, line => Feature().IsMatch(line), line => Feature().Replace(line, "### Feature $1 – "));

    private static bool Chat(List<string> lines, Random random)
    {
        lines.Insert(0, "Sure! Here is the document you asked for:\n");
        lines.Add("\nLet me know if you would like me to change anything!");
        return true;
    }

    private static bool Change(List<string> lines, Random random, Predicate<string> fits, Func<string, string> change)
    {
        if (Pick(lines, random, fits) is not { } at)
        {
            return false;
        }

        lines[at] = change(lines[at]);
        return true;
    }

    private static int? Pick(List<string> lines, Random random, Predicate<string> fits)
    {
        var places = Enumerable.Range(0, lines.Count).Where(line => fits(lines[line])).ToList();
        return places.Count == 0 ? null : places[random.Next(places.Count)];
    }

    private static bool HasMark(List<string> lines, int from, int to) => lines.Take(to).Skip(from).Any(line => line.Contains("[[", StringComparison.Ordinal));

    /// <returns>The line behind what stands under a heading.</returns>
    private static int EndOf(List<string> lines, int heading)
    {
        var level = lines[heading].TakeWhile(letter => letter == '#').Count();
        var end = lines.FindIndex(heading + 1, line => line.StartsWith('#') && line.TakeWhile(letter => letter == '#').Count() <= level);
        return end < 0 ? lines.Count : end;
    }

    [GeneratedRegex(@"^### Feature (\d+): ")]
    private static partial Regex Feature();

    [GeneratedRegex(@"\(F\d+")]
    private static partial Regex FeatureReference();

    [GeneratedRegex(@"^## \d+\. ")]
    private static partial Regex NumberedHeading();

    [GeneratedRegex(@"^\*\*([A-Z][A-Za-z ]+)\*\*:")]
    private static partial Regex Label();
}
