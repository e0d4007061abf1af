using System.Globalization;

namespace AiDevFramework.Plans.Language;

/// <summary>A length of time as a document states it.</summary>
/// <param name="From">The one number, or the lower of a range.</param>
/// <param name="To">The upper number of a range.</param>
/// <param name="IsCalendar">Weeks 3 to 4 of a calendar: both count.</param>
/// <param name="Start">Where the statement begins in the text that was read, and how long it is.</param>
/// <param name="IsNormal">Whether it is written in English, in digits.</param>
internal sealed record WrittenDuration(decimal From, decimal? To, Term Unit, bool IsCalendar, int Start, int Length, bool IsNormal)
{
    /// <summary>Nothing of a plan lasts longer: about 190 years.</summary>
    private const decimal MostDays = 50_000;

    /// <summary>Working days, five to a week; the longer where a range is given.</summary>
    public decimal Days => Math.Min(MostDays, (IsCalendar ? (To ?? From) - From + 1 : To ?? From) * DaysOf(Unit));

    /// <returns><c>2 weeks</c>, <c>2-3 weeks</c>, <c>Weeks 3-4</c></returns>
    public string Normal()
    {
        var sprints = Unit is Term.Fortnights ? 2 : 1;
        var unit = Unit is Term.Fortnights ? "week" : UnitName(Unit);
        if (IsCalendar && sprints == 1)
        {
            var capital = char.ToUpperInvariant(unit[0]) + unit[1..];
            return To is { } last && last != From
                ? string.Create(CultureInfo.InvariantCulture, $"{capital}s {From:0.##}-{last:0.##}")
                : string.Create(CultureInfo.InvariantCulture, $"{capital} {From:0.##}");
        }

        if (IsCalendar)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{((To ?? From) - From + 1) * sprints:0.##} weeks");
        }

        var number = To is { } most && most != From
            ? string.Create(CultureInfo.InvariantCulture, $"{From * sprints:0.##}-{most * sprints:0.##}")
            : string.Create(CultureInfo.InvariantCulture, $"{From * sprints:0.##}");
        return $"{number} {unit}{(number == "1" ? "" : "s")}";
    }

    private static string UnitName(Term unit) => unit switch
    {
        Term.Hours => "hour",
        Term.Days => "day",
        Term.CalendarDays => "calendar day",
        Term.Weeks => "week",
        Term.Months => "month",
        Term.Quarters => "quarter",
        Term.Years => "year",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "This word is no unit of time."),
    };

    private static decimal DaysOf(Term unit) => unit switch
    {
        Term.Hours => 1m / 8,
        Term.Days => 1,
        Term.CalendarDays => 5m / 7,
        Term.Weeks => 5,
        Term.Fortnights => 10,
        Term.Months => 65m / 3,
        Term.Quarters => 65,
        Term.Years => 260,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "This word is no unit of time."),
    };
}
