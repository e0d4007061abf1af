using AiDevFramework.Gateway.Identity;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

internal sealed class ProjectLists(IProjectReader reader, ListCursors cursors) : IProjectLists
{
    private static readonly ProjectListAnswer _strayCursor = new ProjectListAnswer.Invalid(new Dictionary<string, string[]>
    {
        ["cursor"] = ["cursor must be the next_cursor of the page before, asked for with the same token, filters and sort. Leave it out to begin with the first page."],
    });

    public async Task<ProjectListAnswer> ListAsync(Caller caller, ProjectListQuery query, CancellationToken cancellationToken)
    {
        var reading = new ProjectListReading(query);
        if (reading.Errors.Count > 0)
        {
            return new ProjectListAnswer.Invalid(reading.Errors);
        }

        var question = reading.Question;
        if (question.UserId is { } user && !caller.MaySee(user))
        {
            return new ProjectListAnswer.Foreign();
        }

        question = caller.SeesAll ? question : question with { UserId = caller.UserId ?? Guid.Empty };
        var list = ListOf(caller, question);
        if (!string.IsNullOrWhiteSpace(query.Cursor))
        {
            if (cursors.Read(query.Cursor.Trim(), list) is not { } place)
            {
                return _strayCursor;
            }

            question = question with { After = place };
        }

        var page = await reader.ListAsync(question, cancellationToken);
        return new ProjectListAnswer.Listed(page, page.Next is { } next ? cursors.Write(next, list) : null);
    }

    /// <summary>All that a page depends on beside its place and its length.</summary>
    private static string ListOf(Caller caller, ProjectListQuestion question) => string.Join(
        '\n', "projects", caller.SeesAll ? "all" : $"{caller.UserId}", question.UserId, question.Status, question.Phase, question.Verdict,
        question.CreatedAfter?.UtcTicks, question.Sort, question.Text);
}
