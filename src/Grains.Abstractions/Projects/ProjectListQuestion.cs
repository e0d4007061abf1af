using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>Which projects a page of a list shows. What is <see langword="null"/> does not matter.</summary>
/// <param name="UserId">Whose projects alone.</param>
/// <param name="CreatedAfter">Not those of that time itself.</param>
/// <param name="Text">What the idea or the documents say, as <c>Plans.Search.SearchQuery</c> reads it.</param>
/// <param name="Limit">1 to <see cref="MaxLimit"/>.</param>
/// <param name="After">The last project of the page before.</param>
[GenerateSerializer, Immutable, Alias("aidev.project-list-question")]
public sealed record ProjectListQuestion(
    [property: Id(0)] Guid? UserId = null,
    [property: Id(1)] WorkflowStatus? Status = null,
    [property: Id(2)] Phase? Phase = null,
    [property: Id(3)] PlanVerdict? Verdict = null,
    [property: Id(4)] DateTimeOffset? CreatedAfter = null,
    [property: Id(5)] string? Text = null,
    [property: Id(6)] ProjectSort Sort = ProjectSort.NewestFirst,
    [property: Id(7)] int Limit = ProjectListQuestion.DefaultLimit,
    [property: Id(8)] ProjectListPlace? After = null)
{
    public const int DefaultLimit = 50;

    public const int MaxLimit = 100;

    /// <summary>How many projects a search looks at: the newest of those that have its words.</summary>
    public const int MaxFound = 1000;
}

/// <summary>A place in a sorted list: between this project and the next one.</summary>
/// <param name="At">The time that the list is sorted by.</param>
[GenerateSerializer, Immutable, Alias("aidev.project-list-place")]
public sealed record ProjectListPlace([property: Id(0)] DateTimeOffset At, [property: Id(1)] Guid ProjectId);
