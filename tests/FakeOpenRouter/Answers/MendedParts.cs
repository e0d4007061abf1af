using System.Text;
using System.Text.RegularExpressions;
using AiDevFramework.FakeOpenRouter.Wire;

namespace AiDevFramework.FakeOpenRouter.Answers;

/// <summary>A request for parts of a document, and the answer to it: these parts of the document that the step is answered with.</summary>
internal static partial class MendedParts
{
    public static bool AreAskedFor(ReadOnlySpan<byte> user) => user.IndexOf("<faulty_part name=\""u8) >= 0;

    /// <returns>The parts that the request names, each beginning with its heading; the whole document where it has none of them.</returns>
    public static string Of(ChatRequest request, string document)
    {
        var asked = Part().Matches(Encoding.UTF8.GetString(request.FirstUser)).Select(match => match.Groups[1].Value).Distinct();
        var parts = asked.Select(slug => Find(document, slug)).Where(part => part.Length > 0).ToList();
        return parts.Count == 0 ? document : string.Join("\n\n", parts) + "\n";
    }

    private static string Find(string document, string slug)
    {
        var lines = document.Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            if (Numbered().Match(lines[line]) is { Success: true } item
                ? $"{item.Groups[2].Value.ToLowerInvariant()}-{item.Groups[3].Value}" == slug
                : lines[line].StartsWith("## ", StringComparison.Ordinal) && SlugOf(lines[line]) == slug)
            {
                var level = lines[line].TakeWhile(letter => letter == '#').Count();
                return string.Join('\n', lines.Skip(line).Take(1).Concat(lines.Skip(line + 1).TakeWhile(next => !Ends(next, level)))).Trim();
            }
        }

        return "";
    }

    private static bool Ends(string line, int level) =>
        line.StartsWith('#') && line.TakeWhile(letter => letter == '#').Count() <= level;

    private static string SlugOf(string heading) => NotLetters().Replace(heading, "-").Trim('-').ToLowerInvariant();

    [GeneratedRegex("<faulty_part name=\"([a-z0-9-]{1,60})\">")]
    private static partial Regex Part();

    [GeneratedRegex(@"^(#{2,3}) (Feature|Stage) (\d+)\b")]
    private static partial Regex Numbered();

    [GeneratedRegex("[^A-Za-z]+")]
    private static partial Regex NotLetters();
}
