using System.Globalization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Web.CostPage;
using AiDevFramework.Web.Runs;
using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Pages.CostPages;

/// <summary>What requests to models cost: of one project, or of all that the reader may see.</summary>
internal static class CostPageEndpoints
{
    private const int MostAttempts = 10_000;

    private const int UsualDays = 30;

    private const int MostDays = 365;

    public static IEndpointRouteBuilder MapCostPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/costs", AllAsync);
        pages.MapGet("/costs/file.csv", AllFileAsync);
        var project = pages.MapGroup("/projects/{project_id}/costs").CheckArguments();
        project.MapGet("", OneAsync);
        project.MapGet("/file.csv", OneFileAsync);
        return pages;
    }

    private static async Task<IResult> AllAsync(string? days, Caller caller, ProjectReads reads, TimeProvider clock, CancellationToken cancellationToken) =>
        new Screen<CostScreen, CostModel>(await NamedAsync(await ReadAsync(days, caller, reads, clock, cancellationToken), caller, reads, cancellationToken));

    private static async Task<IResult> AllFileAsync(string? days, Caller caller, ProjectReads reads, TimeProvider clock, CancellationToken cancellationToken) =>
        FileOf(await ReadAsync(days, caller, reads, clock, cancellationToken), "costs.csv");

    private static async Task<IResult> OneAsync(
        [FromRoute(Name = "project_id")] ProjectId id, string? days, Caller caller, ProjectReads reads, TimeProvider clock, CancellationToken cancellationToken) =>
        await FindAsync(id.Value, days, caller, reads, clock, cancellationToken) is { } model
            ? new Screen<CostScreen, CostModel>(model)
            : Problems.ProjectNotFound(id.Value);

    private static async Task<IResult> OneFileAsync(
        [FromRoute(Name = "project_id")] ProjectId id, string? days, Caller caller, ProjectReads reads, TimeProvider clock, CancellationToken cancellationToken) =>
        await FindAsync(id.Value, days, caller, reads, clock, cancellationToken) is { } model
            ? FileOf(model, $"{id.Value}-costs.csv")
            : Problems.ProjectNotFound(id.Value);

    private static PageFile FileOf(CostModel model, string name) => new(name, "text/csv; charset=utf-8", CostFile.Of(model.Attempts));

    private static async Task<CostModel> ReadAsync(string? days, Caller caller, ProjectReads reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var back = DaysOf(days, UsualDays);
        var attempts = await reads.GetAttemptsAsync(caller, clock.GetUtcNow().AddDays(-back), MostAttempts, cancellationToken);
        return new CostModel(null, null, back, caller.Has(Scopes.CostsAll), attempts.Count == MostAttempts, attempts);
    }

    /// <summary>Adds the names of the projects in the table: ids say nothing to a reader.</summary>
    private static async Task<CostModel> NamedAsync(CostModel model, Caller caller, ProjectReads reads, CancellationToken cancellationToken)
    {
        var ids = model.Attempts.Take(CostModel.MostShown).Select(attempt => attempt.ProjectId).Distinct();
        var projects = await Task.WhenAll(ids.Select(id => reads.FindProjectAsync(caller, id, cancellationToken)));
        return model with { Titles = projects.OfType<ProjectView>().ToDictionary(project => project.Id, project => ShortIdea.Of(project.Idea)) };
    }

    private static async Task<CostModel?> FindAsync(Guid id, string? days, Caller caller, ProjectReads reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var back = DaysOf(days, MostDays);
        return await reads.FindProjectAsync(caller, id, cancellationToken) is { } project
            && await reads.FindAttemptsAsync(caller, id, clock.GetUtcNow().AddDays(-back), MostAttempts, cancellationToken) is { } attempts
            ? new CostModel(id, project.Idea, back, OfAll: false, attempts.Count == MostAttempts, attempts)
            : null;
    }

    /// <summary>What is no number of days is none that anybody chose.</summary>
    private static int DaysOf(string? days, int usual) =>
        int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known is >= 1 and <= MostDays ? known : usual;
}
