using System.Runtime.InteropServices;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>Check 26: no line of forty characters or more stands three times in a document. Tables, labels and the gates of other stages apart.</summary>
internal sealed class RepetitionCheck : ICheck
{
    private const int Shortest = 40;

    private const int TooOften = 3;

    /// <summary>An identifier with its references.</summary>
    private const int LongestId = 40;

    public int Number => 26;

    public IReadOnlyList<Finding>? Check(CheckInput input) =>
        input.Documents.Count == 0 ? null : [.. input.Looked.Select(document => Check(document)).OfType<Finding>()];

    private Finding? Check(CheckedDocument document) => MayRepeat(document.Reading.Frame.Markdown) ? FindRepetition(document) : null;

    /// <summary>Whether two long lines may say the same, told by hash codes alone: of most documents none do, and nothing is kept of them.</summary>
    private static bool MayRepeat(MarkdownText markdown)
    {
        var codes = new HashSet<int>(markdown.Lines.Count);
        for (var line = 0; line < markdown.Lines.Count; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Text or LineKind.Bullet
                && SaidIn(markdown.ContentOf(line)) is { Length: >= Shortest } words && !codes.Add(string.GetHashCode(words)))
            {
                return true;
            }
        }

        return false;
    }

    private Finding? FindRepetition(CheckedDocument document)
    {
        var markdown = document.Reading.Frame.Markdown;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = seen.GetAlternateLookup<ReadOnlySpan<char>>();
        var gates = new HashSet<string>(StringComparer.Ordinal);
        var isGate = false;
        for (var line = 0; line < markdown.Lines.Count; line++)
        {
            var kind = markdown.Lines[line].Kind;
            if (kind is LineKind.Heading)
            {
                isGate = false;
                gates.Clear();
            }

            if (kind is not (LineKind.Text or LineKind.Bullet))
            {
                continue;
            }

            var content = markdown.ContentOf(line);
            if (kind is LineKind.Text && content.StartsWith("**", StringComparison.Ordinal))
            {
                isGate = content.StartsWith("**Stage Gate Criteria**", StringComparison.Ordinal);
                continue;
            }

            var words = SaidIn(content);
            if (words.Length < Shortest || (isGate && document.Type is DocumentType.ExecutionPlan && gates.Add(words.ToString())))
            {
                continue; // the first time that a stage has this gate
            }

            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, words, out _);
            if (++count == TooOften - (isGate ? 1 : 0))
            {
                return new Finding(
                    Number, Severity.Error, document.Type, null, $"The document says the same line {TooOften} times or more.",
                    Excerpt.Of(words.ToString()), "Say it once, and in the other places what is true there.", line + 1);
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> SaidIn(ReadOnlySpan<char> content) => WithoutNumber(WithoutId(content)).Trim();

    /// <summary>A task that has nothing but another number: <c>T1.2 (F1): …</c></summary>
    private static ReadOnlySpan<char> WithoutNumber(ReadOnlySpan<char> content) =>
        ItemId.Read(content, out var length) is null ? content : content[length..].TrimStart(" :");

    /// <summary>Criteria and stories that differ in nothing but their number and what they refer to say the same: <c>US7 (F1): …</c></summary>
    private static ReadOnlySpan<char> WithoutId(ReadOnlySpan<char> content)
    {
        var colon = content[..Math.Min(content.Length, LongestId)].IndexOf(':');
        if (colon < 2 || !char.IsAsciiLetterUpper(content[0]))
        {
            return content;
        }

        var id = content[..colon].TrimEnd();
        id = id[^1] == ')' && id.IndexOf('(') is > 1 and var bracket ? id[..bracket].TrimEnd() : id;
        return id.IndexOfAny(' ', '*') < 0 && char.IsAsciiDigit(id[^1]) ? content[(colon + 1)..] : content;
    }
}
