using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiDevFramework.Web.Markdown;

/// <summary>Shows what would otherwise turn a text around without being seen: the controls of writing direction.</summary>
internal static class VisibleText
{
    private static readonly SearchValues<char> s_controls = SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <returns>The text with <c>⟦U+202E⟧</c> in the place of such a control. Lines stay lines.</returns>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny(s_controls) < 0)
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 64);
        foreach (var letter in text)
        {
            if (s_controls.Contains(letter))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\u27E6U+{(int)letter:X4}\u27E7");
            }
            else
            {
                shown.Append(letter);
            }
        }

        return shown.ToString();
    }
}
