using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Storage.Rows;

namespace AiDevFramework.Storage;

/// <summary>What the query of a list reads of a project.</summary>
/// <param name="Opening">The first <see cref="OpeningLength"/> code points of the idea.</param>
/// <param name="SortedBy">The time that the list is sorted by.</param>
internal sealed record ListedProject(
    Guid Id,
    Guid UserId,
    string Opening,
    WorkflowStatus Status,
    Phase? CurrentPhase,
    ProjectMetadata Metadata,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CompletedAt,
    int Run,
    DateTimeOffset? RunStartedAt,
    long LastSeq,
    int Documents,
    DateTimeOffset SortedBy)
{
    public const int OpeningLength = 300;

    private const int MaxTitle = 200;

    /// <summary>The columns of <see cref="Read"/> but the time that the list is sorted by.</summary>
    public static readonly string Columns = $"""
        projects.id, projects.user_id, substr(projects.idea, 1, {OpeningLength}) as opening, projects.status, projects.current_phase,
               projects.metadata, projects.created_at, projects.updated_at, projects.completed_at, projects.run, projects.run_started_at, projects.last_seq,
               (select count(*) from documents where documents.project_id = projects.id) as documents
        """;

    /// <summary>Behind this project.</summary>
    public ProjectListPlace Place => new(SortedBy, Id);

    public static ListedProject Read(RowReader row) => new(
        row.Id("id"),
        row.Id("user_id"),
        row.Text("opening"),
        row.Name<WorkflowStatus>("status"),
        row.OptionalName<Phase>("current_phase"),
        StoreJson.Read<ProjectMetadata>(row.Utf8("metadata")),
        row.Time("created_at"),
        row.Time("updated_at"),
        row.OptionalTime("completed_at"),
        row.Int("run"),
        row.OptionalTime("run_started_at"),
        row.Long("last_seq"),
        (int)row.Long("documents"),
        row.Time("sorted_by"));

    public ProjectListRow With(CostReport costs) => new(
        Id,
        UserId,
        TitleOf(Opening),
        Status,
        CurrentPhase,
        Metadata.Verdict,
        Metadata.Coverage,
        new ProjectCost(
            Usd.Normalize(costs.Rows.Sum(row => row.KnownCostUsd)),
            costs.Rows.Sum(row => row.UnpricedCalls),
            costs.Unknowns,
            costs.UnknownReservedUsd,
            Metadata.MaxCostUsd),
        Metadata.TotalDurationSeconds,
        Documents,
        Status is WorkflowStatus.Failed && Metadata.RetryAvailable is true,
        CreatedAt,
        UpdatedAt,
        CompletedAt,
        Run,
        RunStartedAt,
        LastSeq);

    /// <returns>The first line that says something.</returns>
    private static string TitleOf(string opening) =>
        opening.Split('\n').Select(line => OneLine.Of(line, MaxTitle)).FirstOrDefault(line => line.Length > 0, "");
}
