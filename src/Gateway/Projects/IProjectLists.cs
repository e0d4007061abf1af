using AiDevFramework.Gateway.Identity;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

/// <summary>Lists of the projects that a caller may see, for the API and the page alike.</summary>
internal interface IProjectLists
{
    Task<ProjectListAnswer> ListAsync(Caller caller, ProjectListQuery query, CancellationToken cancellationToken);
}

/// <summary>A page, or why there is none.</summary>
internal abstract record ProjectListAnswer
{
    private ProjectListAnswer()
    {
    }

    /// <param name="NextCursor">The <c>cursor</c> of the next page; <see langword="null"/> on the last one.</param>
    public sealed record Listed(ProjectListPage Page, string? NextCursor) : ProjectListAnswer;

    /// <param name="Errors">What to do, by the names of parameters.</param>
    public sealed record Invalid(IReadOnlyDictionary<string, string[]> Errors) : ProjectListAnswer;

    /// <summary>The projects of somebody else were asked for.</summary>
    public sealed record Foreign : ProjectListAnswer;
}
