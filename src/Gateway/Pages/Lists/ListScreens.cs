using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Examples;
using AiDevFramework.Web.Projects;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Pages.Lists;

/// <summary>What the screen with the projects shows of a page of the list.</summary>
internal sealed class ListScreens(IOptions<GatewayOptions> options, PublicAddress address)
{
    /// <summary>Of an owner's id, enough to tell people apart.</summary>
    private const int OwnerLength = 8;

    public ProjectsModel Of(ProjectListQuery query, ProjectListAnswer.Listed listed, Caller caller, HttpRequest request) => Empty(query, request) with
    {
        Rows = [.. listed.Page.Rows.Select(row => RowOf(row, caller))],
        NextPage = listed.NextCursor is { } cursor ? "/" + LinkOf(query with { Cursor = cursor }) : null,
        HasMoreMatches = listed.Page.WasCut,
    };

    public ProjectsModel Of(ProjectListQuery query, ProjectListAnswer.Invalid invalid, HttpRequest request) => Empty(query, request) with
    {
        Complaint = string.Join(' ', invalid.Errors.SelectMany(error => error.Value)),
    };

    private ProjectsModel Empty(ProjectListQuery query, HttpRequest request) => new(
        FilterOf(query), [], NextPage: null, IsFirstPage: string.IsNullOrWhiteSpace(query.Cursor), HasMoreMatches: false, Complaint: null,
        ExampleCatalogue.All, Guid.NewGuid(), $"{address.PathOf(request)}{options.Value.ApiPrefix}/feed");

    private static ProjectFilter FilterOf(ProjectListQuery query) => new(
        query.Q ?? "", query.Status ?? "", query.Phase ?? "", query.Verdict ?? "", query.UserId ?? "", query.CreatedAfter ?? "",
        string.IsNullOrWhiteSpace(query.Sort) ? ProjectFilter.DefaultSort : query.Sort);

    private static ProjectRow RowOf(ProjectListRow row, Caller caller) => new(
        row.Id,
        row.Title,
        row.Status,
        row.CurrentPhase,
        row.Verdict,
        row.Run > 0 && row.Cost.UnpricedCalls == 0 ? row.Cost.KnownUsd : null,
        row.Cost.Unknowns > 0 ? row.Cost.UnknownReservedUsd : null,
        row.DurationSeconds,
        row.DocumentsGenerated,
        row.UpdatedAt,
        caller.SeesAll && row.UserId != OperatorUser.Id ? row.UserId.ToString("D")[..OwnerLength] : null,
        row.LastSeq,
        row.CanRetry,
        HasUnknownCost: row.Cost.UnpricedCalls > 0 || (row.Cost.Unknowns > 0 && row.Cost.UnknownReservedUsd is null));

    private static string LinkOf(ProjectListQuery query)
    {
        var members = new QueryBuilder();
        foreach (var (name, value) in ((string, string?)[])[
            ("q", query.Q), ("status", query.Status), ("phase", query.Phase), ("verdict", query.Verdict), ("user_id", query.UserId),
            ("created_after", query.CreatedAfter), ("sort", query.Sort), ("limit", query.Limit), ("cursor", query.Cursor)])
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                members.Add(name, value);
            }
        }

        return members.ToString();
    }
}
