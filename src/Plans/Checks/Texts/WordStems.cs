using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>The stems of the words that say what a text is about, in their order; of a script without blanks, the pairs of its signs.</summary>
/// <param name="folded">Room for a word: <see cref="WordRanges.MostCharacters"/>. What is current is in it, or in the text.</param>
internal ref struct WordStems(ReadOnlySpan<char> text, Span<char> folded)
{
    private const int ShortestWord = 4;

    private const int ShortestAcronym = 2;

    /// <summary>Words of four letters and more that every idea and every document has.</summary>
    private static readonly HashSet<string> s_common = new(
        [.. """
            that this these those with from have will would could should must shall they them their there then than when where which what while who whom also into onto each other others like make makes made using
            used uses need needs want wants able allow allows build built create creates every some such only just about over under after before between through within without your ours more most many much very
            user users people person application platform system website product project simple idea tool software service help helps keep keeps give gives take takes
            aber alle allen aller alles also andere anderen auch beim bitte brauchen braucht damit dann dass davon dazu dein deine denn deren dessen diese diesem diesen dieser dieses doch durch eine einem einen
            einer eines etwa fuer gibt haben hatte hier ihre ihrem ihren ihrer inklusive innerhalb jede jedem jeden jeder jedes kann kein keine keinen konnen konnte machen mehr mein meine mochte mochten muss mussen
            nach nicht noch oder ohne sehr sein seine selbst sich sind sobald sollen sollte soll sowie uber unser unsere unserem unseren unter viele vom vorab waren weil wenn werden wird wollen will wurde wurden zwischen zwei drei
            """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)],
        StringComparer.Ordinal);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_common.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly ReadOnlySpan<char> _text = text;

    private readonly Span<char> _folded = folded;

    private WordRanges _words = new(text);

    /// <summary>Signs without blanks of which the pairs are under way.</summary>
    private ReadOnlySpan<char> _dense = [];

    public ReadOnlySpan<char> Current { get; private set; } = [];

    public readonly WordStems GetEnumerator() => this;

    public bool MoveNext()
    {
        while (true)
        {
            if (_dense.Length >= 2)
            {
                Current = _dense[..2];
                _dense = _dense[1..];
                return true;
            }

            if (!_words.MoveNext())
            {
                return false;
            }

            var word = _text[_words.Current.Start.._words.Current.End];
            if (Tokeniser.IsDense(word[0]))
            {
                _dense = word;
            }
            else if (SaysSomething(word) && _folded[..WordRanges.Fold(word, _folded)] is { IsEmpty: false } letters && !s_lookup.Contains(letters))
            {
                Current = Stem.Of(letters);
                return true;
            }
        }
    }

    private static bool SaysSomething(ReadOnlySpan<char> word)
    {
        var isAcronym = word.Length is >= ShortestAcronym and < ShortestWord && char.IsUpper(word[0]) && char.IsUpper(word[^1]);
        return (word.Length >= ShortestWord || isAcronym) && !char.IsDigit(word[0]);
    }
}
