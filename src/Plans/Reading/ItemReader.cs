using System.Buffers;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads identifier, name and text of an entry.</summary>
internal static class ItemReader
{
    private static readonly SearchValues<char> s_ends = SearchValues.Create(":：(（—→");

    /// <param name="letters">With which its identifier may begin, a blank apart: <c>AC</c>. "S3" and "A4" are words.</param>
    public static OutlineItem Read(Entry entry, string letters)
    {
        var text = entry.Text.Trim();
        var id = IdOf(text, letters, out var length);
        var rest = id is null || length >= text.Length ? text : text[length..];
        var name = entry.Cells is [{ Length: > 0 } cell, ..] && id is null ? NameOf(cell) : NameOf(rest);
        var place = new ItemPlace(entry.Line, entry.Start, id is null ? 0 : length);
        if (id is null && entry.Label is { } label && IdOf($"{label} x", letters, out _) is { } labelled)
        {
            (id, place) = (labelled, new ItemPlace(entry.Line, entry.LabelStart, label.Length));
        }

        return new OutlineItem(id, name, rest) { Place = place, Cells = entry.Cells };
    }

    public static List<OutlineItem> ReadAll(IEnumerable<Entry> entries, string letters) =>
        [.. entries.Where(entry => !SaidText.SaysNothing(entry.Text)).Select(entry => Read(entry, letters))];

    /// <summary>The identifier that an entry begins with: <c>AC1.2:</c>, <c>**US-3**</c>, <c>[M1]</c>, <c>AC 1.2 –</c>.</summary>
    /// <param name="length">How much of the text it is, with what divides it from the rest.</param>
    private static string? IdOf(string text, string allowed, out int length)
    {
        length = 0;
        var at = 0;
        while (at < text.Length && text[at] is '*' or '_' or '`' or '[' or '(' or '~')
        {
            at++;
        }

        var start = at;
        while (at < text.Length && at - start < 4 && char.IsAsciiLetterUpper(text[at]))
        {
            at++;
        }

        var letters = text[start..at];
        at += at < text.Length && letters.Length > 0 && text[at] is '-' or ' ' or '_' or '.' ? 1 : 0;
        var digits = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
        {
            at++;
        }

        if (letters.Length is 0 or > 3 || at == digits || at - digits > 7 || !$" {allowed} ".Contains($" {letters} ", StringComparison.Ordinal))
        {
            return null;
        }

        var number = text[digits..at];
        var end = at;
        while (end < text.Length && text[end] is '*' or '_' or '`' or ']' or ')')
        {
            end++;
        }

        var divided = end;
        while (divided < text.Length && text[divided] is ':' or '：' or '.' or ' ' or '-' or '–' or '—' or '|' or '*')
        {
            divided++;
        }

        if (divided == end || divided == text.Length)
        {
            return null;
        }

        length = divided;
        return letters + number;
    }

    /// <returns>What stands before the first colon, dash or bracket, without emphasis.</returns>
    private static string NameOf(string text)
    {
        var end = text.AsSpan().IndexOfAny(s_ends);
        var scope = end >= 0 ? text.AsSpan(0, end) : text;
        foreach (var dash in (ReadOnlySpan<string>)[" - ", " – "])
        {
            var at = scope.IndexOf(dash, StringComparison.Ordinal);
            scope = at >= 0 ? scope[..at] : scope;
        }

        return scope.Trim(" *_`[].").ToString();
    }
}
