using System.Globalization;

namespace AiDevFramework.Plans.Intake;

/// <summary>A day in a text: <c>2027-03-01</c>, <c>31.03.2027</c>, <c>1 March 2027</c>, <c>March 1, 2027</c>, <c>Ende März</c>, <c>Q1 2027</c>.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index of the token behind its last one.</param>
internal readonly record struct WrittenDate(int First, int End, DateOnly Value)
{
    public static IEnumerable<WrittenDate> In(IdeaText idea, Clause clause, DateOnly created)
    {
        for (var at = clause.First; at < clause.End; at++)
        {
            if ((InFigures(idea, at, clause.End) ?? Quarter(idea, at, clause.End) ?? WithMonth(idea, at, clause, created)) is { } date)
            {
                yield return date;
                at = date.End - 1;
            }
        }
    }

    private static WrittenDate? InFigures(IdeaText idea, int at, int end)
    {
        var token = idea.Tokens[at];
        if (token.Type is not TokenType.Number)
        {
            return null;
        }

        if (token.Text.Length is >= 8 and <= 10
            && DateOnly.TryParseExact(token.Text, ["d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var dotted))
        {
            return new WrittenDate(at, at + 1, dotted);
        }

        return at + 4 < end && token.Text.Length == 4 && idea.Tokens[at + 1].IsSign('-') && idea.Tokens[at + 3].IsSign('-')
            && DateOnly.TryParseExact(
                idea.Text[token.Start..idea.Tokens[at + 4].End], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso)
            ? new WrittenDate(at, at + 5, iso)
            : null;
    }

    private static WrittenDate? Quarter(IdeaText idea, int at, int end) =>
        idea.Tokens[at].Text is ['q', >= '1' and <= '4'] && at + 1 < end && YearAt(idea, at + 1) is { } year
            ? new WrittenDate(at, at + 2, LastOf(year, (idea.Tokens[at].Text[1] - '0') * 3))
            : null;

    /// <summary>A month that names no day means its last one, and one without a year the next of its name. It needs a word like "by" before it.</summary>
    private static WrittenDate? WithMonth(IdeaText idea, int at, Clause clause, DateOnly created)
    {
        if (idea.At(at, Meaning.MonthName) is not { } mark)
        {
            return null;
        }

        var month = int.Parse(mark.Value, CultureInfo.InvariantCulture);
        var (first, behind) = (at, mark.End);
        var day = DayBefore(idea, clause.First, ref first) ?? DayBehind(idea, clause.End, ref behind);
        if (behind < clause.End && idea.Tokens[behind].IsSign(','))
        {
            behind++;
        }

        var year = behind < clause.End ? YearAt(idea, behind) : null;
        behind += year is null ? 0 : 1;
        if (year is null && !idea.Has(clause.First, first, Meaning.Until))
        {
            return null;
        }

        var known = year ?? (month >= created.Month ? created.Year : created.Year + 1);
        return new WrittenDate(first, behind, day is { } said && said <= DateTime.DaysInMonth(known, month) ? new DateOnly(known, month, said) : LastOf(known, month));
    }

    private static int? DayBefore(IdeaText idea, int least, ref int first)
    {
        var at = first - 1;
        if (at >= least && idea.Tokens[at].IsSign('.'))
        {
            at--;
        }

        if (at < least || DayAt(idea, at) is not { } day)
        {
            return null;
        }

        first = at;
        return day;
    }

    private static int? DayBehind(IdeaText idea, int end, ref int behind)
    {
        if (behind >= end || DayAt(idea, behind) is not { } day)
        {
            return null;
        }

        behind++;
        return day;
    }

    private static int? DayAt(IdeaText idea, int at) => idea.Tokens[at] is { Type: TokenType.Number, Value: >= 1 and <= 31 and var day } && day == Math.Floor(day)
        ? (int)day
        : null;

    private static int? YearAt(IdeaText idea, int at) =>
        idea.Tokens[at] is { Type: TokenType.Number, Value: >= 2000 and <= 2200 and var year, Text.Length: 4 } ? (int)year : null;

    private static DateOnly LastOf(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));
}
