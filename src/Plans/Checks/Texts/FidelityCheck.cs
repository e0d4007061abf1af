using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>
/// Check 29: event storming and requirements together speak of what the idea speaks of. Below a half of its content words a warning, below a
/// quarter an error. What the idea demands is for check 31; a copy of the whole idea says nothing.
/// </summary>
internal sealed class FidelityCheck : ICheck
{
    /// <summary>Of fewer words, a share says nothing.</summary>
    private const int Fewest = 5;

    private const double Doubtful = 0.5;

    private const double Wrong = 0.25;

    public int Number => 29;

    public DocumentType? About => DocumentType.Prd;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.Prd) is not { } requirements || IsInAnotherLanguage(input))
        {
            return null;
        }

        var idea = new ContentWords();
        idea.Add(IdeaWithoutDemands(input));
        if (idea.Stems.Count < Fewest)
        {
            return null;
        }

        var enough = (int)Math.Ceiling(Doubtful * idea.Stems.Count);
        var found = new FoundStems(idea.Stems);
        foreach (var document in input.Documents.Where(document => document.Type is DocumentType.EventStorming or DocumentType.Prd))
        {
            if (AddWords(document, input.Idea, found, enough))
            {
                return [];
            }
        }

        var share = (double)found.Count / idea.Stems.Count;
        return
        [
            new Finding(
                Number, share < Wrong ? Severity.Error : Severity.Warning, requirements.Type, null,
                string.Create(CultureInfo.InvariantCulture, $"The requirements take up {share:P0} of what the idea speaks of: they may be about another product."),
                Suggestion: "Write the features of this idea, in its words."),
        ];
    }

    /// <summary>Where the request asks for a plan in another language than the idea's, no word is the same.</summary>
    private static bool IsInAnotherLanguage(CheckInput input) => input.Ledger is { StatedLanguage: { } stated, Language: { } spoken }
        && LanguageGuess.Of(Tokeniser.Read(input.Idea)) is { } idea && !stated.StartsWith(idea, StringComparison.OrdinalIgnoreCase) && spoken.Length > 0;

    private static string IdeaWithoutDemands(CheckInput input)
    {
        var idea = input.Idea;
        foreach (var constraint in input.Ledger.Constraints)
        {
            idea = idea.Replace(constraint.Quote, " ", StringComparison.Ordinal);
        }

        return idea;
    }

    /// <returns>Whether the text has <paramref name="enough"/> of them: the rest of it need not be read.</returns>
    private static bool AddWords(CheckedDocument document, string idea, FoundStems found, int enough)
    {
        var markdown = document.Reading.Frame.Markdown;
        var copy = idea.AsSpan().Trim().TrimEnd('.');
        Span<char> folded = stackalloc char[WordRanges.MostCharacters];
        for (var line = 0; line < markdown.Lines.Count && found.Count < enough; line++)
        {
            if (markdown.Lines[line].Kind is not (LineKind.Text or LineKind.Bullet or LineKind.TableRow or LineKind.Heading)
                || (markdown.Lines[line].Kind is LineKind.Bullet && ConstraintBlock.IsBlockLine(markdown.LineOf(line))))
            {
                continue;
            }

            foreach (var stem in new WordStems(WithoutCopy(markdown.ContentOf(line), copy), folded))
            {
                found.Add(stem);
            }
        }

        return found.Count >= enough;
    }

    /// <returns>What stands behind the idea where the line says nothing but that, with or without a label before it.</returns>
    private static ReadOnlySpan<char> WithoutCopy(ReadOnlySpan<char> line, ReadOnlySpan<char> idea)
    {
        if (line.Length < idea.Length)
        {
            return line;
        }

        var value = line[(line[..Math.Min(line.Length, 60)].IndexOf(':') + 1)..].TrimStart(" *\"„“");
        if (value.StartsWith(idea, StringComparison.OrdinalIgnoreCase))
        {
            return value[idea.Length..];
        }

        return line.StartsWith(idea, StringComparison.OrdinalIgnoreCase) ? line[idea.Length..] : line;
    }
}
