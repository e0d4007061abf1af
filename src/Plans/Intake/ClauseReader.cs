namespace AiDevFramework.Plans.Intake;

/// <summary>Cuts a text into clauses.</summary>
internal static class ClauseReader
{
    /// <summary>Words before a colon that belong to what follows.</summary>
    private const int MostOfHead = 3;

    /// <summary>Tokens to either side of a clause that are looked at: what is further away is about something else.</summary>
    private const int MostOfSentence = 30;

    private static readonly HashSet<string> Abbreviations = new(StringComparer.Ordinal)
    {
        "e", "g", "i", "z", "b", "d", "h", "u", "a", "ca", "inkl", "incl", "tsd", "mio", "max", "min", "approx", "etc", "vs", "usw", "bzw", "ggf", "nr", "no", "st",
    };

    public static List<Clause> Read(IdeaText idea, bool labelled = false)
    {
        var clauses = new List<Clause>();
        var (first, depth, list) = (0, 0, labelled ? ListForm.Always : ListForm.None);
        for (var at = 0; at < idea.Tokens.Count; at++)
        {
            var end = EndAt(idea, at, ref depth);
            if (end is ClauseEnd.None)
            {
                continue;
            }

            var isLabel = end is ClauseEnd.Colon && idea.Has(first, at, Meaning.Label);
            if (end is ClauseEnd.Colon && !isLabel && at - first <= MostOfHead)
            {
                continue; // "Budget: 300 EUR" is one clause
            }

            Add(first, at, list is not ListForm.None && !isLabel);
            list = isLabel && list is not ListForm.Always ? FormOf(idea, at + 1) : After(list, end, wasEmpty: first == at);
            first = at + 1;
        }

        Add(first, idea.Tokens.Count, list is not ListForm.None);
        return clauses;

        void Add(int from, int to, bool isLabelled)
        {
            while (from < to && idea.Tokens[from] is { Type: TokenType.Sign, Text: "-" or "*" or "•" or "+" or "–" })
            {
                from++;
            }

            if (from < to)
            {
                clauses.Add(new Clause(from, to, isLabelled));
            }
        }
    }

    private enum ListForm
    {
        None,

        /// <summary>"Constraints: a, b." ends with its sentence.</summary>
        Sentence,

        /// <summary>"Constraints:" with lines below it ends with an empty line.</summary>
        Lines,

        Always,
    }

    private enum ClauseEnd
    {
        None,
        Comma,
        Colon,
        Line,
        Sentence,
        Paragraph,
    }

    private static ListForm FormOf(IdeaText idea, int behind) =>
        behind < idea.Tokens.Count && idea.Tokens[behind].Type is TokenType.LineEnd ? ListForm.Lines : ListForm.Sentence;

    /// <param name="wasEmpty">Nothing stood before the end: an empty line below "Constraints:" ends no list.</param>
    private static ListForm After(ListForm list, ClauseEnd end, bool wasEmpty) => (list, end) switch
    {
        (ListForm.Sentence, ClauseEnd.Sentence or ClauseEnd.Paragraph) => ListForm.None,
        (ListForm.Lines, ClauseEnd.Paragraph) when !wasEmpty => ListForm.None,
        _ => list,
    };

    /// <summary>A bracket that nobody closes ends with its line.</summary>
    private static ClauseEnd EndAt(IdeaText idea, int at, ref int depth)
    {
        var token = idea.Tokens[at];
        if (token.Type is TokenType.LineEnd)
        {
            depth = 0;
            return at + 1 < idea.Tokens.Count && idea.Tokens[at + 1].Type is TokenType.LineEnd ? ClauseEnd.Paragraph : ClauseEnd.Line;
        }

        if (token.Type is not TokenType.Sign)
        {
            return ClauseEnd.None;
        }

        switch (token.Text[0])
        {
            case '(' or '[' or '{' or '（' or '【':
                depth++;
                return ClauseEnd.None;
            case ')' or ']' or '}' or '）' or '】':
                depth = Math.Max(0, depth - 1);
                return ClauseEnd.None;
            case '.' when EndsSentence(idea, at):
            case '!' or '?' or '。' or '！' or '？':
                depth = 0;
                return ClauseEnd.Sentence;
            case ',' or ';' or '，' or '；' or '、' or '–' or '—' when depth == 0:
                return ClauseEnd.Comma;
            case '-' when depth == 0 && StandsFree(idea, at):
                return ClauseEnd.Comma;
            case ':' or '：' when depth == 0:
                return ClauseEnd.Colon;
            default:
                return ClauseEnd.None;
        }
    }

    /// <summary>Whether a sentence or a line ends with the token.</summary>
    public static bool EndsSentenceAt(IdeaText idea, int at)
    {
        var depth = 0;
        return EndAt(idea, at, ref depth) is ClauseEnd.Sentence or ClauseEnd.Line or ClauseEnd.Paragraph;
    }

    /// <returns>The first token of the clause's sentence and the one behind its last, or those thirty tokens away.</returns>
    public static (int First, int End) SentenceAround(IdeaText idea, Clause clause)
    {
        var (first, end) = (clause.First, clause.End);
        while (first > 0 && clause.First - first < MostOfSentence && !EndsSentenceAt(idea, first - 1))
        {
            first--;
        }

        while (end < idea.Tokens.Count && end - clause.End < MostOfSentence && !EndsSentenceAt(idea, end))
        {
            end++;
        }

        return (first, end);
    }

    /// <summary>A hyphen between spaces is a dash.</summary>
    private static bool StandsFree(IdeaText idea, int at) => at > 0 && at + 1 < idea.Tokens.Count
        && idea.Tokens[at - 1].End < idea.Tokens[at].Start && idea.Tokens[at].End < idea.Tokens[at + 1].Start;

    /// <summary>A point inside a name or behind an abbreviation ends nothing.</summary>
    private static bool EndsSentence(IdeaText idea, int at)
    {
        if (at + 1 == idea.Tokens.Count)
        {
            return true;
        }

        var (before, after) = (at == 0 ? default : idea.Tokens[at - 1], idea.Tokens[at + 1]);
        return after.Start > idea.Tokens[at].End
            && (before.Type is not TokenType.Word || !Abbreviations.Contains(before.Text));
    }
}
