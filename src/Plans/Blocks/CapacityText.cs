using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Blocks;

/// <summary>"2 people x 13 weeks = 130 person-days, at most 461 EUR a day".</summary>
internal static class CapacityText
{
    /// <param name="withIds">Whether each number names its constraint, and the whole is a sentence.</param>
    /// <returns>Empty where nothing is known.</returns>
    public static string Of(Capacity capacity, string? language, bool withIds)
    {
        var isGerman = Wording.IsGerman(language);
        var people = capacity.People is { } some ? Wording.People(some, language) + PartTime() + Id(capacity.Team) + Week() : null;
        var weeks = capacity.Weeks is { } known ? Wording.Weeks(known, language) + Id(capacity.Deadline) : null;
        var money = capacity.Amount is { } amount ? Wording.Money(amount, capacity.Currency!, language) + Id(capacity.Budget) : null;
        var time = (people, weeks, capacity.PersonDays) switch
        {
            ({ }, { }, { } days) => $"{people} {(isGerman ? "×" : "x")} {weeks} = {Days(days, language)}",
            _ => string.Join(", ", new[] { people, weeks }.OfType<string>()),
        };
        var cost = (money, capacity.MostPerDay, withIds) switch
        {
            (null, _, _) => "",
            ({ }, { } most, false) => MostPerDay(most, capacity.Currency!, language),
            ({ }, { } most, true) => $"{money} {(isGerman ? "÷" : "/")} {Wording.Number(capacity.PersonDays!.Value, language)} = {MostPerDay(most, capacity.Currency!, language)}",
            ({ }, null, _) => money,
        };
        var text = string.Join(withIds ? "; " : ", ", new[] { time, cost }.Where(part => part.Length > 0));
        return withIds && text.Length > 0 ? $"{text}." : text;

        string PartTime() => (capacity.IsPartTime && capacity.DaysPerWeek is null, isGerman) switch
        {
            (false, _) => "",
            (true, true) => " in Teilzeit",
            _ => " part-time",
        };

        string Week() => (capacity.Week, isGerman) switch
        {
            (null, _) => "",
            ({ } asked, true) => $", {Wording.Number(asked.DaysPerWeek!.Value, language)} Tage je Woche{(withIds ? $" ({asked.Id})" : "")},",
            ({ } asked, false) => $", {Wording.Number(asked.DaysPerWeek!.Value, language)} days a week{(withIds ? $" ({asked.Id})" : "")},",
        };

        string Id(Constraint? constraint) => withIds ? $" ({constraint!.Id})" : "";
    }

    public static string Days(decimal days, string? language) => (Wording.IsGerman(language), days) switch
    {
        (true, 1) => "1 Personentag",
        (true, _) => $"{Wording.Number(days, language)} Personentage",
        (false, 1) => "1 person-day",
        _ => $"{Wording.Number(days, language)} person-days",
    };

    public static string MostPerDay(decimal most, string currency, string? language) => Wording.IsGerman(language)
        ? $"höchstens {Wording.Money(most, currency, language)} je Tag"
        : $"at most {Wording.Money(most, currency, language)} a day";
}
