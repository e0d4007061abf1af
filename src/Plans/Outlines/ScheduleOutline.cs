namespace AiDevFramework.Plans.Outlines;

/// <summary>What an execution plan says.</summary>
internal sealed record ScheduleOutline(IReadOnlyList<StageOutline> Stages)
{
    /// <summary>Nothing that is planned takes longer; the number fits wherever weeks are counted.</summary>
    private const int MostWeeks = 10_000;

    /// <summary>The sum of the stages, rounded up once; <see langword="null"/> where the length of a stage cannot be read.</summary>
    public int? Weeks => Stages.Any(stage => stage.Days is null)
        ? null
        : (int)Math.Min(Math.Ceiling((Stages.Sum(stage => stage.Days ?? 0) / 5) - 0.000_001m), MostWeeks);
}
