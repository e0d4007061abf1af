namespace AiDevFramework.Plans.Intake;

/// <summary>A text with its tokens and the phrases in it.</summary>
internal sealed class IdeaText
{
    /// <summary>An idea has 5,000 characters at most; what is behind this is not read.</summary>
    private const int MostRead = 20_000;

    private readonly List<Mark> _marks;

    /// <summary>By token, the index of the first phrase that begins at it or behind it; one more at the end.</summary>
    private readonly int[] _firstAt;

    private IdeaText(string text, IReadOnlyList<IdeaToken> tokens, string? language)
    {
        (Text, Tokens, Language) = (text, tokens, language);
        _marks = WordTable.Instance.MarksIn(tokens, Speaks);
        _firstAt = new int[tokens.Count + 1];
        var mark = 0;
        for (var token = 0; token <= tokens.Count; token++)
        {
            while (mark < _marks.Count && _marks[mark].First < token)
            {
                mark++;
            }

            _firstAt[token] = mark;
        }
    }

    public string Text { get; }

    public IReadOnlyList<IdeaToken> Tokens { get; }

    /// <summary>BCP 47; <see langword="null"/> where nobody can tell.</summary>
    public string? Language { get; }

    /// <summary>What code writes about the text is in this language: the text's own, unless a request asked for another.</summary>
    public string? PlanLanguage { get => field ?? Language; init; }

    /// <summary>All phrases, in the order of their first words.</summary>
    public IReadOnlyList<Mark> Marks => _marks;

    /// <param name="language">As somebody said it; <see langword="null"/>: by the words of the text.</param>
    /// <param name="planLanguage">As a request asked for it.</param>
    public static IdeaText Read(string text, string? language = null, string? planLanguage = null)
    {
        var read = text.Length > MostRead ? text[..MostRead] : text;
        var tokens = Tokeniser.Read(read);
        return new IdeaText(read, tokens, language ?? LanguageGuess.Of(tokens)) { PlanLanguage = planLanguage };
    }

    public Mark? At(int token, Meaning meaning)
    {
        Mark? longest = null;
        for (var index = IndexAt(token); index < IndexAt(token + 1); index++)
        {
            var mark = _marks[index];
            if (mark.Meaning == meaning && (longest is not { } known || mark.End > known.End))
            {
                longest = mark;
            }
        }

        return longest;
    }

    /// <summary>The phrases that lie within the tokens.</summary>
    public IEnumerable<Mark> Within(int first, int end, params Meaning[] meanings)
    {
        for (var index = IndexAt(first); index < IndexAt(end); index++)
        {
            if (_marks[index].End <= end && meanings.Contains(_marks[index].Meaning))
            {
                yield return _marks[index];
            }
        }
    }

    public bool Has(int first, int end, params ReadOnlySpan<Meaning> meanings)
    {
        for (var index = IndexAt(first); index < IndexAt(end); index++)
        {
            if (_marks[index].End <= end && meanings.Contains(_marks[index].Meaning))
            {
                return true;
            }
        }

        return false;
    }

    private int IndexAt(int token) => _firstAt[Math.Clamp(token, 0, Tokens.Count)];

    /// <summary>English words occur in technical texts of every language; of a text in an unknown language, German ones too.</summary>
    private bool Speaks(string language) => language is "*" or "en"
        || (Language is { } spoken ? spoken.StartsWith(language, StringComparison.OrdinalIgnoreCase) : language == "de");
}
