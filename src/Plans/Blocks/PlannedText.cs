using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Blocks;

/// <summary>What the stages come to, against the time and the money that there is.</summary>
internal static class PlannedText
{
    public static IEnumerable<string> Of(Capacity capacity, DayRate? rate, PlannedWork work, string? language)
    {
        var isGerman = Wording.IsGerman(language);
        if (work.Weeks is not { } weeks)
        {
            return [isGerman ? "Geplant: keine lesbaren Dauern, also ungeprüft." : "Planned: no durations that can be read, so not checked."];
        }

        var most = capacity.PersonDaysIn(weeks);
        var planned = (work.TaskDays, most) switch
        {
            ({ } days, _) => $"{Wording.Weeks(weeks, language)}, {CapacityText.Days(days, language)} {(isGerman ? "an Aufgaben" : "of tasks")}",
            (_, { } days) => $"{Wording.Weeks(weeks, language)}, {CapacityText.Days(days, language)}",
            _ => Wording.Weeks(weeks, language),
        };
        var verdict = capacity.Weeks is { } available ? $": {Time(weeks, available, work.TaskDays, capacity, language)}" : "";
        return new[]
        {
            $"{(isGerman ? "Geplant" : "Planned")}: {planned}{verdict}.", Wait(work, capacity, language), Money(capacity, rate, work.TaskDays ?? most, work.TaskDays is not null, language),
        }.Where(sentence => sentence.Length > 0);
    }

    /// <summary>Stages against the deadline, then the tasks against what people can do until then.</summary>
    private static string Time(int weeks, int available, decimal? taskDays, Capacity capacity, string? language)
    {
        var isGerman = Wording.IsGerman(language);
        if (weeks > available)
        {
            var size = Size(weeks - available, capacity, language);
            return isGerman ? $"PASST NICHT in {capacity.Deadline!.Id}, {size} zu viel" : $"DOES NOT FIT {capacity.Deadline!.Id}, {size} too many";
        }

        if (taskDays is { } days && capacity is { PersonDays: { } personDays, Team.Id: var team, Deadline.Id: var deadline })
        {
            var (left, size) = (personDays - days, CapacityText.Days(Math.Abs(personDays - days), language));
            return (isGerman, left) switch
            {
                (true, < 0) => $"PASST NICHT in {team} und {deadline}, {size} zu viel",
                (true, 0) => "passt, kein Tag ist frei",
                (true, _) => $"passt, {size} sind nicht verplant",
                (false, < 0) => $"DOES NOT FIT {team} and {deadline}, {size} too many",
                (false, 0) => "fits, with no day left",
                _ => $"fits, with {size} not planned",
            };
        }

        var reserve = Size(available - weeks, capacity, language);
        return (isGerman, weeks == available) switch
        {
            (true, true) => "passt, ohne Reserve",
            (true, false) => $"passt, {reserve} Reserve",
            (false, true) => "fits, with nothing in reserve",
            _ => $"fits, with {reserve} in reserve",
        };
    }

    /// <summary>Weeks, and what all people can do in them.</summary>
    private static string Size(int weeks, Capacity capacity, string? language) =>
        capacity.PersonDaysIn(weeks) is { } days
            ? $"{Wording.Weeks(weeks, language)} ({CapacityText.Days(days, language)})"
            : Wording.Weeks(weeks, language);

    /// <summary>A wait for others that is longer than all the time there is.</summary>
    private static string Wait(PlannedWork work, Capacity capacity, string? language)
    {
        if (work.LongestWait is not var (task, wait) || capacity is not { Days: { } available, Deadline.Id: var deadline } || wait <= available)
        {
            return "";
        }

        var (days, there) = (Wording.Number(wait, language), Wording.Number(available, language));
        return Wording.IsGerman(language)
            ? $"PASST NICHT in {deadline}: {task} wartet {days} Arbeitstage auf andere, und es gibt {there}."
            : $"DOES NOT FIT {deadline}: {task} waits {days} working days for others, and there are {there}.";
    }

    /// <summary>With a rate what the work costs; without one what a day may cost at most, where that is not what the capacity says already.</summary>
    /// <param name="ofTasks">Whether the days are those of the tasks: the capacity speaks of others.</param>
    private static string Money(Capacity capacity, DayRate? rate, decimal? days, bool ofTasks, string? language)
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

        if (!ofTasks && planned <= (capacity.PersonDays ?? 0))
        {
            return "";
        }

        var most = CapacityText.MostPerDay(Math.Floor(amount / planned), currency, language);
        return (isGerman, ofTasks) switch
        {
            (true, true) => $"Für {CapacityText.Days(planned, language)} reicht {id}, wenn ein Tag {most.Replace(" je Tag", "", StringComparison.Ordinal)} kostet.",
            (true, false) => $"Für {CapacityText.Days(planned, language)} reicht {id} nur, wenn ein Tag {most.Replace(" je Tag", "", StringComparison.Ordinal)} kostet.",
            (false, true) => $"For {CapacityText.Days(planned, language)} {id} lasts {most}.",
            _ => $"For {CapacityText.Days(planned, language)} {id} lasts only {most}.",
        };
    }
}
