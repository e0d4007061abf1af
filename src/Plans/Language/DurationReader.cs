namespace AiDevFramework.Plans.Language;

/// <summary>Reads lengths of time in ten languages: "two weeks", "10 business days", "Weeks 1 through 2", "2-3 Wochen", "2週間".</summary>
internal static class DurationReader
{
    /// <summary>Where nobody states a time in so many characters, nobody does behind them.</summary>
    private const int MostCharacters = 200;

    /// <returns>The first length of time in the text; <see langword="null"/> where there is none, or none that can be.</returns>
    public static WrittenDuration? Read(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, MostCharacters)];
        var tokens = DurationTokens.Of(text);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (UnitAt(text, tokens, at) is { } unit && CalendarAt(text, tokens, at, unit) is { } calendar)
            {
                return calendar is { To: { } last } && last < calendar.From ? null : calendar;
            }

            if (AmountAt(text, tokens, at) is { } amount)
            {
                return amount.Days == 0 ? null : WithMore(text, tokens, amount);
            }
        }

        return null;
    }

    /// <summary>"Weeks 3-4", "Week 1 - Week 2", "Woche 5".</summary>
    private static WrittenDuration? CalendarAt(ReadOnlySpan<char> text, List<DurationToken> tokens, int at, Found unit)
    {
        var next = at + unit.Tokens;
        next += IsOther(text, tokens, next, '#') || IsOther(text, tokens, next, '.') ? 1 : 0;
        if (next >= tokens.Count || tokens[next].Kind is not DurationTokenKind.Number || tokens[next].Value != Math.Floor(tokens[next].Value))
        {
            return null;
        }

        var (from, last) = (tokens[next].Value, next);
        decimal? to = null;
        var range = RangeAt(text, tokens, next + 1);
        if (range > 0)
        {
            var second = next + 1 + range;
            second += UnitAt(text, tokens, second) is { } again && again.Term == unit.Term ? again.Tokens : 0;
            if (second < tokens.Count && tokens[second].Kind is DurationTokenKind.Number)
            {
                (to, last) = (tokens[second].Value, second);
            }
        }

        var start = tokens[at].Start;
        var statement = text[start..tokens[last].End];
        var normal = statement.StartsWith("week", StringComparison.OrdinalIgnoreCase) && UnitAt(text, tokens, last - 1) is null && range <= 1
            && (to is null || !statement.ContainsAny("tuTU"));
        return new WrittenDuration(from, to, unit.Term, IsCalendar: true, start, tokens[last].End - start, normal || to is null && IsEnglish(statement));
    }

    /// <summary>"2 weeks", "2-3 weeks", "two to three weeks", "2+ weeks", "2-week".</summary>
    private static WrittenDuration? AmountAt(ReadOnlySpan<char> text, List<DurationToken> tokens, int at)
    {
        if (NumberAt(text, tokens, at) is not { } first)
        {
            return null;
        }

        var next = at + first.Tokens;
        Number? second = null;
        var range = RangeAt(text, tokens, next);
        if (range > 0 && NumberAt(text, tokens, next + range) is { } upper)
        {
            second = upper;
            next += range + upper.Tokens;
        }

        while (next < tokens.Count && (tokens[next].Kind is DurationTokenKind.Range || IsOther(text, tokens, next, '+')))
        {
            next++; // "2-week", "2+ weeks"
        }

        var adjective = UnitAt(text, tokens, next) is null && next < tokens.Count && tokens[next].Kind is DurationTokenKind.Word ? 1 : 0;
        if (UnitAt(text, tokens, next + adjective) is not { } unit)
        {
            return null;
        }

        var start = tokens[at].Start;
        var last = next + adjective + unit.Tokens - 1;
        var to = second?.Value;
        if (to < first.Value)
        {
            return null;
        }

        var digits = tokens[at].Kind is DurationTokenKind.Number && (second is null || range == 1 && tokens[at + first.Tokens].Kind is DurationTokenKind.Range);
        var normal = digits && IsEnglish(text[tokens[next + adjective].Start..tokens[last].End]) && adjective == 0;
        return new WrittenDuration(first.Value, to, unit.Term, IsCalendar: false, start, tokens[last].End - start, normal);
    }

    /// <summary>"2 weeks and 3 days": the whole, in days.</summary>
    private static WrittenDuration WithMore(ReadOnlySpan<char> text, List<DurationToken> tokens, WrittenDuration first)
    {
        var next = tokens.FindIndex(token => token.Start >= first.Start + first.Length);
        if (next < 0 || first.To is not null)
        {
            return first;
        }

        next += tokens[next].Kind is DurationTokenKind.Word && text[tokens[next].Start..tokens[next].End] is "and" or "und" or "et" or "y" or "e" or "en" or "i"
            || IsOther(text, tokens, next, '+') || IsOther(text, tokens, next, ',') ? 1 : 0;
        return AmountAt(text, tokens, next) is { To: null } more && more.Unit < first.Unit
            ? new WrittenDuration(
                first.Days + more.Days, null, Term.Days, IsCalendar: false, first.Start, more.Start + more.Length - first.Start, IsNormal: false)
            : first;
    }

    private static bool IsEnglish(ReadOnlySpan<char> unit) => unit.Trim() switch
    {
        var word when word.StartsWith("week", StringComparison.OrdinalIgnoreCase) => !word.StartsWith("weken", StringComparison.OrdinalIgnoreCase),
        var word => word.StartsWith("day", StringComparison.OrdinalIgnoreCase) || word.StartsWith("month", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("calendar day", StringComparison.OrdinalIgnoreCase) || word.StartsWith("hour", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("quarter", StringComparison.OrdinalIgnoreCase) || word.StartsWith("year", StringComparison.OrdinalIgnoreCase),
    };

    private static bool IsOther(ReadOnlySpan<char> text, List<DurationToken> tokens, int at, char sign) =>
        at < tokens.Count && tokens[at].Kind is DurationTokenKind.Other && text[tokens[at].Start] == sign;

    /// <returns>How many tokens say "to": a dash, a word, or none.</returns>
    private static int RangeAt(ReadOnlySpan<char> text, List<DurationToken> tokens, int at)
    {
        if (at >= tokens.Count)
        {
            return 0;
        }

        if (tokens[at].Kind is DurationTokenKind.Range)
        {
            return 1;
        }

        return tokens[at].Kind is DurationTokenKind.Word && FindWords(TermGroup.To, text, tokens, at, most: 1) is not null ? 1 : 0;
    }

    private static Number? NumberAt(ReadOnlySpan<char> text, List<DurationToken> tokens, int at)
    {
        if (at >= tokens.Count)
        {
            return null;
        }

        if (tokens[at].Kind is DurationTokenKind.Number)
        {
            return new Number(tokens[at].Value, 1);
        }

        return FindWords(TermGroup.Number, text, tokens, at, most: 4) is { } found ? new Number(WrittenNumber.ValueOf(found.Term), found.Tokens) : null;
    }

    private static Found? UnitAt(ReadOnlySpan<char> text, List<DurationToken> tokens, int at) => FindWords(TermGroup.Unit, text, tokens, at, most: 3);

    /// <summary>The longest run of words that the table has.</summary>
    private static Found? FindWords(TermGroup group, ReadOnlySpan<char> text, List<DurationToken> tokens, int at, int most)
    {
        for (var count = Math.Min(most, tokens.Count - at); count > 0; count--)
        {
            if (tokens[at].Kind is not DurationTokenKind.Word || tokens[at + count - 1].Kind is not DurationTokenKind.Word)
            {
                continue;
            }

            if (TermTable.Find(group, TextKey.Of(text[tokens[at].Start..tokens[at + count - 1].End])) is { } term)
            {
                return new Found(term, count);
            }
        }

        return null;
    }

    private readonly record struct Found(Term Term, int Tokens);

    private readonly record struct Number(decimal Value, int Tokens);
}
