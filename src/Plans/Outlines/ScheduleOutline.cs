using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Outlines;

/// <summary>What an execution plan says.</summary>
internal sealed record ScheduleOutline(IReadOnlyList<StageOutline> Stages)
{
    /// <summary>Nothing that is planned takes longer; the number fits wherever weeks are counted.</summary>
    private const int MostWeeks = 10_000;

    /// <summary>What stands between the title and the first stage: whether the plan fits, and what it leaves out.</summary>
    [JsonIgnore] public IReadOnlyList<OutlineItem> Cuts { get; init; } = [];

    /// <summary>The words beside <see cref="Cuts"/>, without their label; empty where there are none.</summary>
    [JsonIgnore] public string Fit { get; init; } = "";

    /// <summary>The sum of the stages, rounded up once; <see langword="null"/> where the length of a stage cannot be read.</summary>
    public int? Weeks => Stages.Any(stage => stage.Days is null)
        ? null
        : (int)Math.Min(Math.Ceiling((Stages.Sum(stage => stage.Days ?? 0) / 5) - 0.000_001m), MostWeeks);
}
