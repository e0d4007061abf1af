using System.Text;

namespace AiDevFramework.Plans.Intake;

/// <summary>Finds quotations in the text that they are said to be from. White space and case may differ, nothing else.</summary>
internal sealed class QuoteFinder
{
    private const int Shortest = 3;

    private readonly string _text;
    private readonly string _folded;
    private readonly List<int> _places = [];

    public QuoteFinder(string text)
    {
        _text = text;
        _folded = Fold(text, _places);
    }

    /// <returns>Where the quotation stands, as whole words; <see langword="null"/> where it does not.</returns>
    public TextRange? Find(string quote)
    {
        var folded = Fold(quote, []);
        return Search(folded) ?? Search(folded.Trim(" \"'„“”»«…".ToCharArray()).TrimEnd('.', ',', ';', ' '));
    }

    private TextRange? Search(string folded)
    {
        if (folded.Length < Shortest || !folded.Any(char.IsLetterOrDigit))
        {
            return null;
        }

        for (var at = _folded.IndexOf(folded, StringComparison.Ordinal); at >= 0; at = _folded.IndexOf(folded, at + 1, StringComparison.Ordinal))
        {
            var (start, last) = (_places[at], _places[at + folded.Length - 1]);
            if (IsEdge(start - 1, start) && IsEdge(last, last + 1))
            {
                return new TextRange(start, last + 1);
            }
        }

        return null;
    }

    /// <summary>A quotation that begins or ends inside a word may mean the opposite of its text.</summary>
    private bool IsEdge(int before, int behind) => before < 0 || behind >= _text.Length
        || !char.IsLetterOrDigit(_text[before]) || !char.IsLetterOrDigit(_text[behind])
        || Tokeniser.IsDense(_text[before]) || Tokeniser.IsDense(_text[behind]);

    /// <summary>In small letters, with one space for all white space, and without any at the ends.</summary>
    private static string Fold(string text, List<int> places)
    {
        var folded = new StringBuilder(text.Length);
        var space = -1;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                space = folded.Length > 0 && space < 0 ? at : space;
                continue;
            }

            if (space >= 0)
            {
                folded.Append(' ');
                places.Add(space);
                space = -1;
            }

            folded.Append(char.ToLowerInvariant(text[at]));
            places.Add(at);
        }

        return folded.ToString();
    }
}
