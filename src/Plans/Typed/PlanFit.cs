namespace AiDevFramework.Plans.Typed;

/// <summary>Whether the plan fits people, time and money.</summary>
/// <param name="VerdictText">As the plan says it.</param>
/// <param name="DaysAvailable">Working days of one person until the deadline.</param>
/// <param name="DaysPlanned">Working days of the stages, one after the other; null where one of them cannot be read.</param>
/// <param name="Rate">What a person's day costs, where the idea or an answer says it.</param>
/// <param name="Cost">Person-days of the tasks, else people x days planned, x rate.</param>
/// <param name="Reserve">What of the budget remains; negative where it does not last.</param>
public sealed record PlanFit(
    string? VerdictText, int? People, int? DaysAvailable, decimal? DaysPlanned, decimal? Rate, decimal? Cost, decimal? Reserve)
{
    /// <summary>Person-days of a working day; <see langword="null"/> where nobody can tell, since the people have other work too.</summary>
    internal decimal? PeopleADay { get; init; }
}
