using System.Globalization;

namespace AiDevFramework.Plans.Identity;

/// <summary>An identifier: <c>F6</c>, <c>AC6.2</c>.</summary>
/// <param name="Minor">The number behind the point; 0 where there is none.</param>
internal readonly record struct ItemId(ItemKind Kind, int Major, int Minor = 0)
{
    private const int MostDigits = 5;

    /// <param name="text">The whole of it, in capitals; a dash or a blank may stand between letters and number.</param>
    public static ItemId? Parse(ReadOnlySpan<char> text) => Read(text, out var length) is { } id && length == text.Length ? id : null;

    /// <param name="length">How much of the text the identifier is, that the text begins with.</param>
    public static ItemId? Read(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        while (length < text.Length && length < 4 && char.IsAsciiLetterUpper(text[length]))
        {
            length++;
        }

        if (length == 0 || ItemKinds.Of(text[..length]) is not { } kind)
        {
            return null;
        }

        length += length < text.Length && text[length] is '-' or ' ' or '‑' ? 1 : 0;
        if (Number(text, ref length) is not { } major)
        {
            return null;
        }

        var minor = 0;
        if (length + 1 < text.Length && text[length] == '.' && char.IsAsciiDigit(text[length + 1]))
        {
            length++;
            if (Number(text, ref length) is not { } second)
            {
                return null;
            }

            minor = second;
        }

        return length < text.Length && char.IsLetterOrDigit(text[length]) ? null : new ItemId(kind, major, minor);
    }

    public override string ToString() => Minor > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{ItemKinds.LettersOf(Kind)}{Major}.{Minor}")
        : string.Create(CultureInfo.InvariantCulture, $"{ItemKinds.LettersOf(Kind)}{Major}");

    private static int? Number(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at == start || at - start > MostDigits || int.Parse(text[start..at], CultureInfo.InvariantCulture) is not (> 0 and var number) ? null : number;
    }
}
