using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Reading;

/// <summary>Headings of what is numbered, in any of their forms: <c>Feature 3: Name</c>, <c>F3: Name</c>, <c>2.3 Name</c>, <c>Phase II – Name</c>,
/// <c>第1阶段：名称</c>.</summary>
/// <param name="IsNamed">Whether it says what it is: a feature, a stage.</param>
/// <param name="Number">As written; <see langword="null"/> where there is none.</param>
/// <param name="IsPart">Of another one: <c>Feature 2.1</c>.</param>
/// <param name="NameStart">Where the name begins in the heading.</param>
internal readonly record struct ItemHeading(bool IsNamed, int? Number, bool IsPart, int NameStart)
{
    /// <param name="letter">The letter that stands for the word: F.</param>
    public static ItemHeading Read(ReadOnlySpan<char> heading, TermGroup group, char? letter)
    {
        var at = SkipSigns(heading, 0);
        var before = ReadNumber(heading, ref at, out _);
        at = SkipSigns(heading, at);
        var start = at;
        if (ReadWord(heading, ref at, group, letter) is not { } word)
        {
            return new ItemHeading(IsNamed: false, before, IsPart: false, start);
        }

        var number = word.Number;
        var part = false;
        if (number is null)
        {
            var next = SkipSeparators(heading, at);
            if (ReadNumber(heading, ref next, out part) is { } behind)
            {
                (number, at) = (behind, next);
            }
            else if (ReadNumberWord(heading, ref next) is { } spelled)
            {
                (number, at) = (spelled, next);
            }
        }

        // "Feature: Name" is one without a number; "Feature Overview" is none.
        var name = SkipSeparators(heading, at);
        var named = number is not null || heading[at..name] is var between && (between.ContainsAny(':', '：') || (between.ContainsAny("–—-") && between.Contains(' ')));
        return named ? new ItemHeading(IsNamed: true, number ?? before, part, name) : new ItemHeading(IsNamed: false, before, IsPart: false, start);
    }

    private static (int? Number, bool Found)? ReadWord(ReadOnlySpan<char> heading, ref int at, TermGroup group, char? letter)
    {
        var end = at;
        while (end < heading.Length && char.IsLetter(heading[end]) && !(end > at && TextKey.IsIdeographic(heading[at]) && !TextKey.IsIdeographic(heading[end])))
        {
            end++;
        }

        if (end == at)
        {
            return null;
        }

        var word = TextKey.Of(heading[at..end]);
        if (word.Length == 1 && word[0] == letter && end < heading.Length && (char.IsAsciiDigit(heading[end]) || (heading[end] is '-' or ' ' && end + 1 < heading.Length && char.IsAsciiDigit(heading[end + 1]))))
        {
            at = end;
            return (null, true);
        }

        if (TextKey.IsIdeographic(heading[at]))
        {
            return ReadIdeographic(heading, ref at, end, word, group);
        }

        if (TermTable.Find(group, word) is not null)
        {
            at = end;
            return (null, true);
        }

        // "Kamień milowy 1", "First Stage", "Erste Etappe"
        var second = end + 1;
        while (second < heading.Length && char.IsLetter(heading[second]))
        {
            second++;
        }

        if (second <= end + 1)
        {
            return null;
        }

        if (TermTable.Find(group, TextKey.Of(heading[at..second])) is not null)
        {
            at = second;
            return (null, true);
        }

        if (WrittenNumber.Ordinal(word) is { } ordinal && TermTable.Find(group, TextKey.Of(heading[(end + 1)..second])) is not null)
        {
            at = second;
            return (ordinal, true);
        }

        return null;
    }

    /// <summary>機能, 功能一, 第一阶段, 第</summary>
    private static (int? Number, bool Found)? ReadIdeographic(ReadOnlySpan<char> heading, ref int at, int end, string word, TermGroup group)
    {
        if (word[0] == '第')
        {
            var inside = word.AsSpan(1);
            var numeral = inside.IndexOfAnyExcept(WrittenNumber.Numerals) is >= 0 and var stop ? stop : inside.Length;
            if (numeral > 0 && TermTable.FindBeginning(group, inside[numeral..], out var length) is not null)
            {
                at += 1 + numeral + length;
                return (WrittenNumber.Whole(inside[..numeral]), true);
            }

            // 第1阶段
            var digits = at + 1;
            while (digits < heading.Length && char.IsAsciiDigit(heading[digits]))
            {
                digits++;
            }

            var rest = TextKey.Of(heading[digits..Math.Min(heading.Length, digits + 12)]);
            if (digits > at + 1 && TermTable.FindBeginning(group, rest, out var known) is not null)
            {
                var number = WrittenNumber.Whole(heading[(at + 1)..digits]);
                at = digits + known;
                return (number, true);
            }

            return null;
        }

        if (TermTable.FindBeginning(group, word, out var found) is null)
        {
            return null;
        }

        if (word.Length > found)
        {
            var numeral = word.AsSpan(found);
            if (numeral.IndexOfAnyExcept(WrittenNumber.Numerals) >= 0)
            {
                return null; // a longer word that begins alike
            }

            at = end;
            return (WrittenNumber.Whole(numeral), true);
        }

        at = end;
        return (null, true);
    }

    /// <returns>The last whole number of <c>2</c> or <c>2.3</c>.</returns>
    private static int? ReadNumber(ReadOnlySpan<char> heading, ref int at, out bool isPart)
    {
        isPart = false;
        int? number = null;
        var next = at;
        while (next < heading.Length && char.IsAsciiDigit(heading[next]))
        {
            var end = next;
            while (end < heading.Length && char.IsAsciiDigit(heading[end]))
            {
                end++;
            }

            if (end - next > 4)
            {
                return null;
            }

            isPart = number is not null;
            number = int.Parse(heading[next..end], System.Globalization.CultureInfo.InvariantCulture);
            at = end;
            next = end + 1 < heading.Length && heading[end] == '.' ? end + 1 : heading.Length;
        }

        return number;
    }

    /// <summary>"Stage Two", "Phase II", "Phase A".</summary>
    private static int? ReadNumberWord(ReadOnlySpan<char> heading, ref int at)
    {
        var end = at;
        while (end < heading.Length && char.IsLetter(heading[end]))
        {
            end++;
        }

        if (end == at || (end < heading.Length && char.IsDigit(heading[end])))
        {
            return null;
        }

        var word = TextKey.Of(heading[at..end]);
        var number = word is [>= 'A' and <= 'H' and var letter] ? letter - 'A' + 1 : WrittenNumber.Whole(word);
        at = number is null ? at : end;
        return number;
    }

    private static int SkipSigns(ReadOnlySpan<char> heading, int at)
    {
        while (at < heading.Length && !char.IsLetterOrDigit(heading[at]))
        {
            at++;
        }

        return at;
    }

    private static int SkipSeparators(ReadOnlySpan<char> heading, int at)
    {
        while (at < heading.Length && (char.IsWhiteSpace(heading[at]) || heading[at] is ':' or '：' or '.' or '-' or '–' or '—' or ')' or ']' or '#' or '*' or '_' or '|' or '・'))
        {
            at++;
        }

        return at;
    }
}
