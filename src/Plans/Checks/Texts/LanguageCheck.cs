using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>Check 30: documents and their parts are in the language of the plan. Headings, labels and identifiers are English in all.</summary>
internal sealed class LanguageCheck : ICheck
{
    private const int LeastOfDocument = 8;

    private const int LeastOfPart = 6;

    private const double TimesInPart = 3;

    private const int MostParts = 50;

    public int Number => 30;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var expected = PlanLanguages.Of(input) switch
        {
            PlanLanguage.English => "en",
            PlanLanguage.German => "de",
            _ => null,
        };
        return expected is null || input.Documents.Count == 0 ? null : [.. input.Looked.Select(document => Check(document, expected)).OfType<Finding>()];
    }

    private Finding? Check(CheckedDocument document, string expected)
    {
        var (whole, part) = (new LanguageMeter(), new LanguageMeter());
        var parts = new List<string>();
        int? line = null;
        foreach (var (first, end) in Parts(document.Reading.Frame.Markdown))
        {
            part.Clear();
            part.Add(document, first, end);
            whole.Add(part);
            if (parts.Count < MostParts && part.Other(expected, LeastOfPart, TimesInPart) is not null)
            {
                line ??= first + 1;
                parts.Add(document.Reading.Frame.Markdown.ContentOf(first).ToString());
            }
        }

        var name = expected == "de" ? "German" : "English";
        if (whole.Other(expected, LeastOfDocument, 1) is { } other)
        {
            return new Finding(
                Number, Severity.Error, document.Type, null, $"The document is not in {name}, the language of the plan, but in {NameOf(other)}.", null,
                $"Write its text in {name}; headings and labels stay as they are.");
        }

        return parts.Count == 0
            ? null
            : new Finding(
                Number, Severity.Error, document.Type, null, $"{Names.Quoted(parts)} are not in {name}, the language of the plan.", null, $"Write them in {name}.", line);
    }

    /// <summary>From each heading to the next.</summary>
    private static IEnumerable<(int First, int End)> Parts(MarkdownText markdown)
    {
        var first = 0;
        for (var line = 1; line < markdown.Lines.Count; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Heading)
            {
                yield return (first, line);
                first = line;
            }
        }

        if (first < markdown.Lines.Count)
        {
            yield return (first, markdown.Lines.Count);
        }
    }

    private static string NameOf(string language) => language switch
    {
        "en" => "English",
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        "pt" => "Portuguese",
        "it" => "Italian",
        "nl" => "Dutch",
        "pl" => "Polish",
        _ => language,
    };
}
