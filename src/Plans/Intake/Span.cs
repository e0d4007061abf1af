namespace AiDevFramework.Plans.Intake;

/// <summary>A length of time in a text.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index of the token behind its last one.</param>
/// <param name="Weeks">Whole weeks, rounded down; of a range, the longer. 0 for less than one.</param>
/// <param name="IsShort">Hours or less: no time to build anything in.</param>
internal readonly record struct Span(int First, int End, int Weeks, bool IsShort)
{
    private const int MostWeeks = 520;

    private static readonly Meaning[] Units = [Meaning.Day, Meaning.Week, Meaning.Month, Meaning.Quarter, Meaning.Year, Meaning.Short];

    public static IEnumerable<Span> In(IdeaText idea, int first, int end)
    {
        foreach (var half in idea.Within(first, end, Meaning.HalfYear))
        {
            yield return new Span(half.First, half.End, 26, false);
        }

        foreach (var count in Count.In(idea, first, end))
        {
            if (UnitAt(idea, count.End, end) is { } unit)
            {
                yield return new Span(count.First, unit.End, WeeksOf(unit.Meaning, Math.Min(count.High, 10_000)), unit.Meaning is Meaning.Short);
            }
        }
    }

    /// <summary>A unit of time right behind a number, or joined to it: "3-month".</summary>
    public static Mark? UnitAt(IdeaText idea, int at, int end)
    {
        if (at < end && idea.Tokens[at].IsHyphen)
        {
            at++;
        }

        if (at >= end)
        {
            return null;
        }

        foreach (var unit in Units)
        {
            if (idea.At(at, unit) is { } mark && (!idea.Tokens[at].IsDense || BeginsWith(idea, at, unit)))
            {
                return mark;
            }
        }

        return null;
    }

    /// <summary>In a script without spaces the unit is what a run begins with; a month's sign contains none of another unit.</summary>
    private static bool BeginsWith(IdeaText idea, int at, Meaning unit)
    {
        var text = idea.Tokens[at].Text;
        return unit switch
        {
            Meaning.Month => text is ['ヶ' or 'か' or 'カ' or 'ケ' or '箇' or '个' or '個', '月', ..],
            Meaning.Week => text[0] is '週' or '周' or '星' || text.StartsWith("个星期", StringComparison.Ordinal),
            Meaning.Year => text[0] == '年',
            Meaning.Day => text[0] is '日' or '天',
            _ => false,
        };
    }

    private static int WeeksOf(Meaning unit, decimal number) => (int)Math.Min(MostWeeks, Math.Floor(unit switch
    {
        Meaning.Day => number / 7, // by the calendar
        Meaning.Week => number,
        Meaning.Month => number * 13 / 3,
        Meaning.Quarter => number * 13,
        Meaning.Year => number * 52,
        _ => 0,
    }));
}
