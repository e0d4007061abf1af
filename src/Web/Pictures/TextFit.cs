using System.Globalization;
using System.Text;

namespace AiDevFramework.Web.Pictures;

/// <summary>Makes words fit into boxes. Nobody can measure a font here, so letters count as wide as they get in common ones.</summary>
public static class TextFit
{
    private const string Ellipsis = "…";

    /// <summary>How wide a text is at most, in units of the picture.</summary>
    /// <param name="size">Of the font, in units.</param>
    public static int WidthOf(string text, int size)
    {
        var thousandths = 0L;
        foreach (var rune in text.EnumerateRunes())
        {
            thousandths += WidthOf(rune);
        }

        return (int)Math.Min(int.MaxValue, ((thousandths * size) + 999) / 1000);
    }

    /// <summary>The text on one line, cut where it does not fit.</summary>
    public static string Line(string text, int width, int size)
    {
        var line = Lines(text, width, size, most: 1);
        return line.Count == 0 ? "" : line[0];
    }

    /// <summary>The text on several lines, divided between words where that is possible, the last one cut.</summary>
    public static IReadOnlyList<string> Lines(string text, int width, int size, int most)
    {
        var lines = new List<string>();
        var rest = text.ReplaceLineEndings(" ").Trim();
        while (rest.Length > 0 && lines.Count < most)
        {
            if (WidthOf(rest, size) <= width)
            {
                lines.Add(rest);
                break;
            }

            var isLast = lines.Count == most - 1;
            var fits = LengthThatFits(rest, isLast ? width - WidthOf(Ellipsis, size) : width, size);
            if (fits == 0)
            {
                break;
            }

            var blank = isLast ? -1 : rest.LastIndexOf(' ', Math.Min(fits, rest.Length - 1));
            var end = blank > 0 ? blank : EndOfPart(rest, fits, isLast);
            lines.Add(isLast ? rest[..end].TrimEnd() + Ellipsis : rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }

        return lines;
    }

    /// <summary>A long name is divided before a capital or behind a dash: <c>Wareneingang|Gebucht</c>.</summary>
    private static int EndOfPart(string text, int fits, bool isLast)
    {
        for (var at = fits; !isLast && at > fits / 3 && at < text.Length; at--)
        {
            if ((char.IsUpper(text[at]) && char.IsLower(text[at - 1])) || text[at - 1] == '-')
            {
                return at;
            }
        }

        return fits;
    }

    /// <returns>How many characters fit, without dividing what belongs to one letter.</returns>
    private static int LengthThatFits(string text, int width, int size)
    {
        var (length, used) = (0, 0);
        var letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
        {
            var letter = letters.GetTextElement();
            used += WidthOf(letter, size);
            if (used > width)
            {
                break;
            }

            length += letter.Length;
        }

        return length;
    }

    private static int WidthOf(Rune rune) => rune.Value switch
    {
        < 0x20 => 0,
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or ' ' or '(' or ')' or '-' or '/' => 420,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' or '—' => 1000,
        < 0x250 when Rune.IsUpper(rune) => 780,
        < 0x250 => 640,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => 0,
        < 0x1100 => 800,
        < 0x10000 => 1050,
        _ => 1400,
    };
}
