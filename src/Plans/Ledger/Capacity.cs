namespace AiDevFramework.Plans.Ledger;

/// <summary>What people, time and money come to. Each part is <see langword="null"/> where nothing says it.</summary>
/// <param name="Team">The constraint that says how many people there are.</param>
/// <param name="Deadline">The constraint that says how many weeks there are.</param>
/// <param name="Budget">The constraint that says how much money there is.</param>
internal sealed record Capacity(Constraint? Team, Constraint? Deadline, Constraint? Budget)
{
    public const int WorkingDaysPerWeek = 5;

    /// <summary>In the languages whose teams the intake reads.</summary>
    private static readonly string[] s_partTime =
    [
        "part-time", "part time", "half-time", "half time", "evenings", "weekends", "spare time", "on the side", "hours a week", "hours per week", "days a week",
        "days per week", "teilzeit", "halbtags", "halbe stelle", "nebenbei", "nebenberuflich", "feierabend", "stunden pro woche", "stunden die woche", "tage pro woche",
        "tage die woche", "temps partiel", "mi-temps", "media jornada", "tiempo parcial", "meio período", "tempo parcial", "deeltijd", "pół etatu",
    ];

    public int? People => Team?.People;

    /// <summary>The answered question about <see cref="DaysPerWeek"/>.</summary>
    public OpenQuestion? Week { get; init; }

    /// <summary>Days of each person's week that are left for this, as somebody answered; <see langword="null"/> where nobody did.</summary>
    public decimal? DaysPerWeek => Week?.DaysPerWeek;

    /// <summary>Whether the people have other work too: nobody can tell from the idea how many days are left for this.</summary>
    public bool IsPartTime => Team is { Quote: var quote } && s_partTime.Any(word => quote.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Person-days of a working day: the people, or less where they have other work too; <see langword="null"/> where nobody said how much.</summary>
    public decimal? PeopleADay => IsPartTime && DaysPerWeek is null ? null : People * (DaysPerWeek ?? WorkingDaysPerWeek) / WorkingDaysPerWeek;

    public int? Weeks => Deadline?.Weeks;

    /// <summary>Working days of one person until the deadline.</summary>
    public int? Days => Weeks * WorkingDaysPerWeek;

    public decimal? PersonDays => PersonDaysIn(Weeks);

    public decimal? Amount => Budget?.Amount;

    public string? Currency => Budget?.Currency;

    /// <summary>The most that a person's day may cost, in whole units of the currency, rounded down.</summary>
    public decimal? MostPerDay => PersonDays is > 0 and var days && Amount is { } amount ? Math.Floor(amount / days) : null;

    /// <summary>What all people can do in so many weeks.</summary>
    public decimal? PersonDaysIn(int? weeks) => PeopleADay * weeks * WorkingDaysPerWeek;

    public bool IsKnown => Team is not null || Deadline is not null || Budget is not null;

    /// <summary>Of several that say the same thing, what the request stated goes before the idea, a demand before a wish, and the tighter
    /// before the wider.</summary>
    public static Capacity Of(ProjectLedger ledger)
    {
        var budgets = ledger.Constraints.Where(constraint => constraint.Amount is not null).ToList();
        return new Capacity(
            Binding(ledger.Constraints.Where(constraint => constraint.People is not null), constraint => constraint.People!.Value) ?? AnsweredTeam(ledger),
            Binding(ledger.Constraints.Where(constraint => constraint.Weeks is not null), constraint => constraint.Weeks!.Value),
            Binding(budgets.Where(constraint => constraint.Currency == budgets[0].Currency), constraint => constraint.Amount!.Value))
        {
            Week = ledger.Questions.LastOrDefault(question => question.DaysPerWeek is not null),
        };
    }

    /// <summary>An answer counts where the idea does not say who builds.</summary>
    private static Constraint? AnsweredTeam(ProjectLedger ledger) => ledger.Questions.LastOrDefault(question => question.People is not null) is { } question
        ? new Constraint(question.Id, ConstraintKind.Team, question.Answer ?? "", "", Hard: false) { People = question.People }
        : null;

    private static Constraint? Binding(IEnumerable<Constraint> constraints, Func<Constraint, decimal> size) => constraints
        .OrderByDescending(constraint => constraint.Stated)
        .ThenByDescending(constraint => constraint.Hard)
        .ThenBy(size)
        .FirstOrDefault();
}
