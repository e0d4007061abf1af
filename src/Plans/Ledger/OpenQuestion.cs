namespace AiDevFramework.Plans.Ledger;

/// <summary>What the idea leaves open. A run that nobody attends takes the default.</summary>
/// <param name="Id"><c>Q1</c></param>
/// <param name="Options">Two to four, the default among them; empty where an event storming named none.</param>
/// <param name="Default">Empty where there is none.</param>
/// <param name="Touches">Words for what the answer changes.</param>
internal sealed record OpenQuestion(
    string Id, string Text, IReadOnlyList<string> Options, string Default, IReadOnlyList<string> Touches)
{
    public const int MaxText = 300;

    public const int MaxOption = 100;

    /// <summary>What somebody answered; <see langword="null"/> while nobody did.</summary>
    public string? Answer { get; init; }

    public string? AnsweredBy { get; init; }

    /// <summary>How many people build the product, where the answer says that.</summary>
    public int? People { get; init; }

    /// <summary>How many of the week's five working days each of them has for it, where the answer says that.</summary>
    public decimal? DaysPerWeek { get; init; }

    /// <summary>What a person's day costs, where the answer says that.</summary>
    public DayRate? DayRate { get; init; }
}
