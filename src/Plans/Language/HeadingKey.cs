namespace AiDevFramework.Plans.Language;

/// <summary>Headings and labels as they compare: without a number before them and a remark in brackets behind them.</summary>
internal static class HeadingKey
{
    public static string Of(ReadOnlySpan<char> heading)
    {
        Span<char> room = stackalloc char[TextKey.MostCharacters];
        return Write(heading, room).ToString();
    }

    /// <param name="room">Holds the key: <see cref="TextKey.MostCharacters"/>.</param>
    public static ReadOnlySpan<char> Write(ReadOnlySpan<char> heading, Span<char> room) =>
        WithoutNumber(room[..TextKey.Write(WithoutRemark(heading), room)]);

    /// <returns>The heading up to a remark: <c>Commands (what people ask for)</c>, <c>Commands {#commands}</c>, <c>[Commands](#commands)</c>.</returns>
    public static ReadOnlySpan<char> WithoutRemark(ReadOnlySpan<char> heading)
    {
        var bracket = heading.IndexOfAny("(（{");
        return bracket > 0 && !TextKey.IsEmpty(heading[..bracket]) ? heading[..bracket] : heading;
    }

    /// <summary>The remark in brackets that ends the heading, with its brackets; empty where there is none.</summary>
    public static ReadOnlySpan<char> RemarkOf(ReadOnlySpan<char> heading)
    {
        var text = heading.TrimEnd(" *_:");
        var open = text.IndexOfAny('(', '（');
        return open > 0 && text[^1] is ')' or '）' && !text[..open].EndsWith("]") ? text[open..] : [];
    }

    /// <summary>Numbers before the first word, and a word that says what is numbered: <c>Section 2:</c>, <c>IV.</c>, <c>第1章</c>.</summary>
    private static ReadOnlySpan<char> WithoutNumber(ReadOnlySpan<char> key)
    {
        var rest = key;
        for (var numbered = true; numbered;)
        {
            numbered = false;
            var blank = rest.IndexOf(' ');
            if (blank > 0 && (IsDigits(rest[..blank]) || WrittenNumber.Roman(rest[..blank]) is not null || IsIdeographicNumber(rest[..blank])))
            {
                rest = rest[(blank + 1)..];
                numbered = true;
            }
            else if (blank > 0 && TermTable.Find(TermGroup.SectionWord, rest[..blank]) is not null && NumberBehind(rest[(blank + 1)..]) is > 0 and var number)
            {
                rest = rest[(blank + 1 + number)..];
                numbered = true;
            }
            else if (LeadingDigits(rest) is > 0 and var digits)
            {
                rest = rest[digits..];
                numbered = true;
            }
        }

        return rest;
    }

    /// <returns>How much of the text a number and the blank behind it are; 0 where it begins with none, or is nothing else.</returns>
    private static int NumberBehind(ReadOnlySpan<char> text) =>
        text.IndexOf(' ') is > 0 and var blank && WrittenNumber.Whole(text[..blank]) is not null ? blank + 1 : 0;

    private static bool IsDigits(ReadOnlySpan<char> word) => word.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>一, 第二, 第2章</summary>
    private static bool IsIdeographicNumber(ReadOnlySpan<char> word)
    {
        var number = word.Trim("第章节節部篇");
        return number.Length is > 0 and <= 3 && number.IndexOfAnyExcept(WrittenNumber.NumeralsAndDigits) < 0;
    }

    /// <summary>Digits without a blank behind them: <c>1概要</c>, <c>第1章概要</c>.</summary>
    private static int LeadingDigits(ReadOnlySpan<char> text)
    {
        var start = text is ['第', ..] ? 1 : 0;
        var digits = text[start..].IndexOfAnyExcept(WrittenNumber.NumeralsAndDigits);
        if (digits <= 0 || start + digits >= text.Length)
        {
            return 0;
        }

        var end = start + digits;
        end += text[end] is '章' or '节' or '節' or '部' ? 1 : 0;
        return end < text.Length && TextKey.IsIdeographic(text[end]) && (start == 1 || IsDigits(text[..digits])) ? end : 0;
    }
}
