using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>Takes an idea apart: what it asks for, clause by clause, apart from what binds the plan. Guesses nothing. Linear in the idea's length.</summary>
internal static class IdeaReader
{
    private const int MostOfProduct = 60;

    public static IdeaReading Read(IdeaText idea, ProjectLedger ledger)
    {
        var pieces = new PieceList(idea);
        var reader = ReaderOf(idea, pieces);
        var bound = BoundOf(idea, ledger);
        var isGerman = IsGerman(idea);
        var (product, shape, hasNoise, isFirst, opening) = ((First: 0, End: 0), (Shape?)null, false, true, "");
        foreach (var clause in ClauseReader.Read(idea))
        {
            if (clause.First == 0 || EndsSentence(idea, clause.First - 1))
            {
                reader.BeginSentence();
            }

            if (ReaderSpeech.Is(idea, clause))
            {
                hasNoise = true;
                continue;
            }

            opening = opening.Length == 0 ? pieces.TextOf(clause.First, EndOfSentence(idea, clause.End)) : opening;
            if (IsBound(idea, clause, bound))
            {
                continue;
            }

            var first = clause.First;
            if (isFirst)
            {
                isFirst = false;
                var start = reader.ReadProduct(clause.First, clause.End, out first);
                if (start < first && pieces.Roles.Count == 0)
                {
                    product = (start, first);
                    shape = ShapeIn(idea, start, first, isGerman);
                }
            }

            reader.Read(first, clause.End);
        }

        var isUnderstood = pieces.Pieces.Exists(piece => piece.Shape is not Shape.Other) || shape is not null;
        AddProduct(pieces, product, shape);
        AddWhole(idea, pieces);
        return new IdeaReading(
            product.First < product.End && pieces.TextOf(WithoutArticle(idea, product.First, product.End), product.End) is { Length: > 0 } words ? words : null,
            NameIn(idea),
            opening,
            pieces.Pieces,
            pieces.Exclusions,
            pieces.Roles,
            pieces.Unread,
            hasNoise,
            isUnderstood);
    }

    /// <summary>By its language; of a text too short to tell, by its verbs and small words.</summary>
    public static bool IsGerman(IdeaText idea) => Wording.IsGerman(idea.Language)
        || (idea.Language is null && idea.Tokens.Count(token => Grammar.IsGerman(token.Text)) > idea.Tokens.Count(token => Grammar.IsEnglish(token.Text)));

    private static IClauseReader ReaderOf(IdeaText idea, PieceList pieces)
    {
        if (IsGerman(idea))
        {
            return new GermanReader(idea, pieces);
        }

        var words = idea.Tokens.Where(token => token.Type is TokenType.Word).ToList();
        var isLatin = words.Count(word => char.IsAscii(word.Text[0])) * 2 >= words.Count;
        return isLatin && (idea.Language is null || idea.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase)) ? new EnglishReader(idea, pieces) : new PlainReader(pieces);
    }

    /// <summary>Where the constraints' quotations stand.</summary>
    private static List<TextRange> BoundOf(IdeaText idea, ProjectLedger ledger)
    {
        var quotes = new QuoteFinder(idea.Text);
        return [.. ledger.Constraints.Where(constraint => !constraint.Stated).Select(constraint => quotes.Find(constraint.Quote.TrimEnd('…'))).OfType<TextRange>()];
    }

    /// <summary>A list of conditions, its heading, and a clause of which a constraint is the larger part.</summary>
    private static bool IsBound(IdeaText idea, Clause clause, List<TextRange> bound)
    {
        if (clause.IsLabelled || (clause.End - clause.First <= 4 && idea.Has(clause.First, clause.End, Meaning.Label)))
        {
            return true;
        }

        var (start, end) = (idea.Tokens[clause.First].Start, idea.Tokens[clause.End - 1].End);
        var taken = bound.Sum(range => Math.Max(0, Math.Min(range.End, end) - Math.Max(range.Start, start)));
        return taken * 2 > end - start;
    }

    private static bool EndsSentence(IdeaText idea, int token) => idea.Tokens[token].Type is TokenType.LineEnd || idea.Tokens[token].Text is "." or "!" or "?" or "。" or ":" or "！" or "？";

    private static int EndOfSentence(IdeaText idea, int at)
    {
        while (at < idea.Tokens.Count && !ClauseReader.EndsSentenceAt(idea, at))
        {
            at++;
        }

        return at;
    }

    /// <summary>"A tool-lending marketplace" asks for lending, where no clause does.</summary>
    private static void AddProduct(PieceList pieces, (int First, int End) product, Shape? shape)
    {
        if (product.First < product.End && shape is { } said && !pieces.Verbs.Contains(said))
        {
            pieces.Add(product.First, product.End, said);
            pieces.Pieces.Insert(0, pieces.Pieces[^1]);
            pieces.Pieces.RemoveAt(pieces.Pieces.Count - 1);
        }
        else if (product.First < product.End && pieces.Pieces.Count == 0)
        {
            pieces.Add(product.First, product.End, shape ?? Shape.Other);
        }
    }

    /// <summary>An idea of which nothing was understood stands for itself.</summary>
    private static void AddWhole(IdeaText idea, PieceList pieces)
    {
        if (pieces.Pieces.Count > 0)
        {
            return;
        }

        pieces.AdoptUnread();
        pieces.AddWhole(idea.Text);
        if (pieces.Pieces.Count == 0)
        {
            pieces.Pieces.Add(new Piece("?", "?", null, null, Shape.Other, IsWish: false)); // not a letter in it
        }
    }

    private static Shape? ShapeIn(IdeaText idea, int first, int end, bool isGerman)
    {
        for (var at = first; at < end; at++)
        {
            if (ShapeTable.Noun(idea.Tokens[at].Text, isGerman) is { } shape)
            {
                return shape;
            }
        }

        return null;
    }

    private static int WithoutArticle(IdeaText idea, int first, int end)
    {
        while (first + 1 < end && Grammar.Articles.Contains(idea.Tokens[first].Text))
        {
            first++;
        }

        return first;
    }

    /// <summary>"called Pantria", "namens Pantria".</summary>
    private static string? NameIn(IdeaText idea)
    {
        for (var at = 0; at + 1 < idea.Tokens.Count; at++)
        {
            if (idea.Tokens[at].Text is "called" or "named" or "namens" && idea.Tokens[at + 1] is { Type: TokenType.Word } next && char.IsUpper(idea.Text[next.Start]) && next.End - next.Start is > 2 and < MostOfProduct)
            {
                return Quote.Name(Quote.Text(idea.Text.AsSpan(next.Start, next.End - next.Start)));
            }
        }

        return null;
    }
}
