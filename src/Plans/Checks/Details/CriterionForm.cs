using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>What a criterion lacks: a trigger or a response. Words of English and German, those of Gherkin's own table among them.</summary>
internal static class CriterionForm
{
    private const int FewestLetters = 4;

    private static readonly PhraseList s_clauses = new(
        "given", "when", "whenever", "if", "while", "where", "once", "after", "before", "unless", "as soon as", "upon", "during", "in case", "on",
        "angenommen", "gegeben", "wenn", "falls", "sobald", "nachdem", "bevor", "solange", "während", "sofern", "bei", "beim", "nach");

    private static readonly PhraseList s_responses = new(
        "then", "shall", "must", "will", "should", "can", "cannot", "can't", "may", "dann", "soll", "sollen", "muss", "müssen", "wird", "werden", "kann", "können", "darf", "dürfen");

    /// <returns><see langword="null"/> where it has both.</returns>
    public static string? GapOf(string criterion)
    {
        var text = criterion.AsSpan().Trim(" *_`-:.");
        if (!StartsWithClause(text, out var length))
        {
            return length > 0 ? null : "trigger"; // "The hold is released when 48 hours have passed"
        }

        var comma = text.LastIndexOfAny(',', '，');
        if (s_responses.IsIn(text[length..]))
        {
            return null;
        }

        return comma > 0 && !StartsWithClause(text[(comma + 1)..].TrimStart(), out _) && Letters(text[(comma + 1)..]) >= FewestLetters ? null : "response";
    }

    private static bool StartsWithClause(ReadOnlySpan<char> text, out int length)
    {
        (var at, length) = s_clauses.Find(text, 0);
        return length > 0 && at <= 4; // "and when …"
    }

    private static int Letters(ReadOnlySpan<char> text)
    {
        var letters = 0;
        foreach (var character in text)
        {
            letters += char.IsLetter(character) ? 1 : 0;
        }

        return letters;
    }
}
