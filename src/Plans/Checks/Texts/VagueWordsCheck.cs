using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>Check 28: no words that promise without saying what, unless the idea uses them itself.</summary>
internal sealed class VagueWordsCheck : ICheck
{
    private static readonly PhraseList s_english = new(
        "user-friendly", "user friendly", "easy to use", "easy-to-use", "intuitive", "intuitively", "seamless", "seamlessly", "robust", "state-of-the-art", "state of the art", "cutting-edge", "cutting edge", "best-in-class",
        "world-class", "blazing fast", "lightning fast", "highly scalable", "highly available", "next-generation", "next-gen", "innovative", "delightful", "frictionless", "effortless", "effortlessly", "as fast as possible",
        "as soon as possible", "as needed", "if necessary", "and so on", "etc", "appropriate", "adequate", "sufficiently", "reasonable", "various", "leverage", "synergy", "empower*", "revolutioni*");

    private static readonly PhraseList s_german = new(
        "benutzerfreundlich*", "nutzerfreundlich*", "anwenderfreundlich*", "bedienerfreundlich*", "intuitiv*", "nahtlos*", "robust*", "zeitgemäß*", "innovativ*", "hochmodern*", "modernste*", "hochverfügbar*", "hochperformant*",
        "performant*", "blitzschnell*", "reibungslos*", "so schnell wie möglich", "bei bedarf", "gegebenenfalls", "ggf", "und so weiter", "usw", "angemessen*", "geeignete*", "ausreichend*", "diverse*",
        "verschiedenste*", "kinderleicht*", "bestmöglich*", "state of the art", "ganzheitlich*", "zukunftssicher*");

    public int Number => 28;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var words = PlanLanguages.Of(input) switch
        {
            PlanLanguage.English => s_english,
            PlanLanguage.German => s_german,
            _ => null,
        };
        return words is null || input.Documents.Count == 0 ? null : [.. input.Looked.Select(document => Check(document, words, input.Idea)).OfType<Finding>()];
    }

    private Finding? Check(CheckedDocument document, PhraseList vague, string idea)
    {
        var markdown = document.Reading.Frame.Markdown;
        var found = new List<string>();
        var (first, next) = (-1, 0);
        for (var (at, length) = vague.FindNext(markdown.Text, document.Words, ref next); length > 0 && found.Count < 20; (at, length) = vague.FindNext(markdown.Text, document.Words, ref next))
        {
            var word = markdown.Text.Substring(at, Math.Min(length, 40));
            if (!idea.Contains(word, StringComparison.OrdinalIgnoreCase) && !found.Contains(word, StringComparer.OrdinalIgnoreCase) && IsProse(markdown, at))
            {
                first = first < 0 ? at : first;
                found.Add(word);
            }
        }

        return found.Count == 0
            ? null
            : new Finding(
                Number, Severity.Warning, document.Type, null, $"{Names.Quoted(found)} promise something that nobody can check.",
                Excerpt.Of(LineAt(markdown.Text, first)), "Say how much, how fast or for whom.", markdown.Text.AsSpan(0, first).Count('\n') + 1);
    }

    private static string LineAt(string text, int at)
    {
        var start = text.LastIndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', at);
        return text[start..(end < 0 ? text.Length : end)];
    }

    /// <summary>Not inside code.</summary>
    private static bool IsProse(MarkdownText markdown, int at)
    {
        var (low, high) = (0, markdown.Lines.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = markdown.Lines[middle].Start <= at ? (middle, high) : (low, middle - 1);
        }

        return markdown.Lines[low].Kind is not (LineKind.Code or LineKind.Comment or LineKind.Fence);
    }
}
