namespace AiDevFramework.Plans.Intake;

/// <summary>What a model said of an idea beside its judgement. Nothing of it is true before code has looked.</summary>
internal sealed record IntakeAnswer
{
    public static readonly IntakeAnswer Nothing = new();

    public string? Language { get; init; }

    public IReadOnlyList<AnsweredConstraint> Constraints { get; init; } = [];

    /// <summary>The idea's own words, with a number in them.</summary>
    public IReadOnlyList<string> Quantities { get; init; } = [];

    public IReadOnlyList<AnsweredRole> Roles { get; init; } = [];

    public IReadOnlyList<AnsweredQuestion> Questions { get; init; } = [];
}
