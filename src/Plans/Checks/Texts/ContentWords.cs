using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>The words of a text that say what it is about, as stems; of a script without blanks, the pairs of its signs.</summary>
internal sealed class ContentWords
{
    private const int ShortestWord = 4;

    private const int ShortestAcronym = 2;

    /// <summary>Parts of compounds: "Foto" in "Schadensfotos".</summary>
    private const int ShortestPart = 4;

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

    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Stems => _stems;

    public void Add(ReadOnlySpan<char> text)
    {
        var stems = _stems.GetAlternateLookup<ReadOnlySpan<char>>();
        var common = s_common.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = stackalloc char[TechnologyWords.MostCharacters];
        foreach (var (start, end) in new TechnologyWords(text))
        {
            var word = text[start..end];
            if (Tokeniser.IsDense(word[0]))
            {
                for (var at = 0; at + 1 < word.Length; at++)
                {
                    stems.Add(word.Slice(at, 2));
                }

                continue;
            }

            var isAcronym = word.Length is >= ShortestAcronym and < ShortestWord && char.IsUpper(word[0]) && char.IsUpper(word[^1]);
            if ((word.Length < ShortestWord && !isAcronym) || char.IsDigit(word[0]))
            {
                continue;
            }

            var letters = folded[..TechnologyWords.Fold(word, folded)];
            if (!letters.IsEmpty && !common.Contains(letters))
            {
                stems.Add(Stem.Of(letters));
            }
        }
    }

    /// <summary>How many of these stems the other text has: as they are, or as parts of its compounds, or with its words as their parts.</summary>
    public int CountIn(ContentWords other)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var own = _stems.GetAlternateLookup<ReadOnlySpan<char>>();
        var others = other._stems.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var stem in _stems)
        {
            if (other._stems.Contains(stem) || HasPart(others, stem))
            {
                found.Add(stem);
            }
        }

        foreach (var stem in other._stems)
        {
            if (found.Count == _stems.Count)
            {
                break;
            }

            for (var length = ShortestPart; length < stem.Length; length++)
            {
                if (own.TryGetValue(stem.AsSpan(0, length), out var beginning))
                {
                    found.Add(beginning);
                }

                if (own.TryGetValue(stem.AsSpan(length), out var end) && end.Length >= ShortestPart)
                {
                    found.Add(end);
                }
            }
        }

        return found.Count;
    }

    /// <summary>The longest beginning of a compound, from five letters on.</summary>
    private static bool HasPart(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> stems, string compound)
    {
        for (var length = compound.Length - 1; length > ShortestPart; length--)
        {
            if (stems.Contains(compound.AsSpan(0, length)))
            {
                return true;
            }
        }

        return false;
    }
}
