using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Blocks;

/// <summary>What the stages come to, against the time and the money that there is.</summary>
internal static class PlannedText
{
    public static IEnumerable<string> Of(Capacity capacity, DayRate? rate, int? plannedWeeks, string? language)
    {
        var isGerman = Wording.IsGerman(language);
        if (plannedWeeks is not { } weeks)
        {
            return [isGerman ? "Geplant: keine lesbaren Dauern, also ungeprüft." : "Planned: no durations that can be read, so not checked."];
        }

        var days = capacity.People * weeks * Capacity.WorkingDaysPerWeek;
        var planned = days is { } known ? $"{Wording.Weeks(weeks, language)}, {CapacityText.Days(known, language)}" : Wording.Weeks(weeks, language);
        var verdict = capacity.Weeks is { } available ? $": {Time(weeks, available, capacity, language)}" : "";
        return new[] { $"{(isGerman ? "Geplant" : "Planned")}: {planned}{verdict}.", Money(capacity, rate, days, language) }.Where(sentence => sentence.Length > 0);
    }

    private static string Time(int weeks, int available, Capacity capacity, string? language)
    {
        var difference = Math.Abs(weeks - available);
        var days = capacity.People * difference * Capacity.WorkingDaysPerWeek;
        var size = days is { } known ? $"{Wording.Weeks(difference, language)} ({CapacityText.Days(known, language)})" : Wording.Weeks(difference, language);
        return (Wording.IsGerman(language), weeks.CompareTo(available)) switch
        {
            (true, > 0) => $"PASST NICHT in {capacity.Deadline!.Id}, {size} zu viel",
            (true, 0) => "passt, ohne Reserve",
            (true, < 0) => $"passt, {size} Reserve",
            (false, > 0) => $"DOES NOT FIT {capacity.Deadline!.Id}, {size} too many",
            (false, 0) => "fits, with nothing in reserve",
            _ => $"fits, with {size} in reserve",
        };
    }

    /// <summary>With a rate what the work costs; without one what a day may cost at most, where that is not what the capacity says already.</summary>
    private static string Money(Capacity capacity, DayRate? rate, int? days, string? language)
    {
        if (capacity is not { Budget: { Amount: { } amount, Currency: { } currency, Id: var id } } || days is not { } planned || planned == 0)
        {
            return "";
        }

        var isGerman = Wording.IsGerman(language);
        if (rate is { } known && known.Currency == currency)
        {
            var cost = planned * known.Amount;
            var (at, left) = (Wording.Money(known.Amount, currency, language), Wording.Money(Math.Abs(amount - cost), currency, language));
            return (isGerman, cost > amount) switch
            {
                (true, true) => $"Bei {at} je Tag kostet das {Wording.Money(cost, currency, language)}: PASST NICHT in {id}, {left} zu viel.",
                (true, false) => $"Bei {at} je Tag kostet das {Wording.Money(cost, currency, language)}: passt, {left} bleiben.",
                (false, true) => $"At {at} a day this costs {Wording.Money(cost, currency, language)}: DOES NOT FIT {id}, {left} too much.",
                _ => $"At {at} a day this costs {Wording.Money(cost, currency, language)}: fits, {left} remain.",
            };
        }

        if (planned <= (capacity.PersonDays ?? 0))
        {
            return "";
        }

        var most = CapacityText.MostPerDay(Math.Floor(amount / planned), currency, language);
        return isGerman
            ? $"Für {CapacityText.Days(planned, language)} reicht {id} nur, wenn ein Tag {most.Replace(" je Tag", "", StringComparison.Ordinal)} kostet."
            : $"For {CapacityText.Days(planned, language)} {id} lasts only {most}.";
    }
}
