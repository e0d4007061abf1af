using AiDevFramework.Plans.Examples;

namespace AiDevFramework.Web.Projects;

/// <param name="NextPage">Path and query of the following page; <see langword="null"/>: this is the last.</param>
/// <param name="IsFirstPage">Whether nothing stands before these rows.</param>
/// <param name="HasMoreMatches">Whether a search found more than it looks through.</param>
/// <param name="Complaint">What is wrong with the filter, as the API says it; <see langword="null"/>: nothing.</param>
/// <param name="FormKey">Made with the page, for its forms.</param>
/// <param name="Feed">Where the feed of several projects is, for the script.</param>
public sealed record ProjectsModel(
    ProjectFilter Filter,
    IReadOnlyList<ProjectRow> Rows,
    string? NextPage,
    bool IsFirstPage,
    bool HasMoreMatches,
    string? Complaint,
    IReadOnlyList<Example> Examples,
    Guid FormKey,
    string Feed)
{
    /// <summary>Whether the visitor has no project at all.</summary>
    public bool IsNew => Rows.Count == 0 && Filter.IsAll && IsFirstPage && Complaint is null;
}
