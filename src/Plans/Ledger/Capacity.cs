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

    /// <summary>Whether the people have other work too: nobody can tell from the idea how many days are left for this.</summary>
    public bool IsPartTime => Team is { Quote: var quote } && s_partTime.Any(word => quote.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>People whose weeks have <see cref="WorkingDaysPerWeek"/> days.</summary>
    public int? FullTime => IsPartTime ? null : People;

    public int? Weeks => Deadline?.Weeks;

    /// <summary>Working days of one person until the deadline.</summary>
    public int? Days => Weeks * WorkingDaysPerWeek;

    public int? PersonDays => FullTime * Days;

    public decimal? Amount => Budget?.Amount;

    public string? Currency => Budget?.Currency;

    /// <summary>The most that a person's day may cost, in whole units of the currency, rounded down.</summary>
    public decimal? MostPerDay => PersonDays is > 0 and var days && Amount is { } amount ? Math.Floor(amount / days) : null;

    public bool IsKnown => Team is not null || Deadline is not null || Budget is not null;

    /// <summary>Of several that say the same thing, what the request stated goes before the idea, a demand before a wish, and the tighter
    /// before the wider.</summary>
    public static Capacity Of(ProjectLedger ledger)
    {
        var budgets = ledger.Constraints.Where(constraint => constraint.Amount is not null).ToList();
        return new Capacity(
            Binding(ledger.Constraints.Where(constraint => constraint.People is not null), constraint => constraint.People!.Value),
            Binding(ledger.Constraints.Where(constraint => constraint.Weeks is not null), constraint => constraint.Weeks!.Value),
            Binding(budgets.Where(constraint => constraint.Currency == budgets[0].Currency), constraint => constraint.Amount!.Value));
    }

    private static Constraint? Binding(IEnumerable<Constraint> constraints, Func<Constraint, decimal> size) => constraints
        .OrderByDescending(constraint => constraint.Stated)
        .ThenByDescending(constraint => constraint.Hard)
        .ThenBy(size)
        .FirstOrDefault();
}
