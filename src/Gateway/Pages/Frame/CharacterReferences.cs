using System.Globalization;
using System.Text;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>
/// The framework writes every letter beyond ASCII as a numeric reference, <c>&amp;#xE4;</c>, which makes a page in German a tenth longer and one in
/// Chinese three times. Here they become letters again; what has a meaning in HTML is ASCII and stays as it is. Pure.
/// </summary>
internal static class CharacterReferences
{
    private const string Begin = "&#x";

    /// <summary>Below are controls, which stay written out.</summary>
    private const int FirstLetter = 0xA0;

    public static string Resolve(string html)
    {
        var next = html.IndexOf(Begin, StringComparison.Ordinal);
        if (next < 0)
        {
            return html;
        }

        var (text, from) = (new StringBuilder(html.Length), 0);
        while (next >= 0)
        {
            var end = html.IndexOf(';', next);
            if (end > 0 && LetterOf(html.AsSpan(next + Begin.Length, end - next - Begin.Length)) is { } letter)
            {
                text.Append(html, from, next - from).Append(letter.ToString());
                from = end + 1;
            }

            next = html.IndexOf(Begin, next + Begin.Length, StringComparison.Ordinal);
        }

        return text.Append(html, from, html.Length - from).ToString();
    }

    private static Rune? LetterOf(ReadOnlySpan<char> digits) =>
        digits.Length <= 6 && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
        && value >= FirstLetter && Rune.IsValid(value)
            ? new Rune(value)
            : null;
}
