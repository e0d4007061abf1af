using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Pages.SignIn;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Web.Runs;
using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Pages.Runs;

/// <summary>The screen of a run, and what its forms ask for. A form is answered with the way back to the screen, which shows what came of it.</summary>
internal static class RunEndpoints
{
    public static IHostApplicationBuilder AddRuns(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RunLoader>();
        return builder;
    }

    public static IEndpointRouteBuilder MapRuns(this IEndpointRouteBuilder pages)
    {
        var run = pages.MapGroup("/projects/{project_id}").CheckArguments();
        run.MapGet("", ShowAsync);
        run.MapPost("/start", StartAsync).WithMetadata(RatePolicy.StartWorkflow).Demand(Scopes.PlansWrite);
        run.MapPost("/stop", StopAsync).WithMetadata(RatePolicy.Cancel).Demand(Scopes.PlansWrite);
        run.MapPost("/retry", RetryAsync).WithMetadata(RatePolicy.Retry).Demand(Scopes.PlansWrite);
        return pages;
    }

    private static async Task<IResult> ShowAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, HttpContext context, RunLoader loader, PublicAddress address) =>
        await loader.FindAsync(caller, id.Value, address.PathOf(context.Request), context.RequestAborted) is { } run
            ? new Screen<RunScreen, RunModel>(run)
            : Problems.ProjectNotFound(id.Value);

    private static async Task<IResult> StartAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, HttpContext context, PageForm form, ProjectCommands commands,
        PublicAddress address) =>
        Back(id, await commands.StartAsync(caller, id.Value, context.RequestAborted), context, form, address);

    private static async Task<IResult> StopAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, HttpContext context, PageForm form, ProjectCommands commands,
        PublicAddress address) =>
        Back(id, await commands.CancelAsync(caller, id.Value, context.RequestAborted), context, form, address);

    private static async Task<IResult> RetryAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, HttpContext context, PageForm form, ProjectCommands commands, RunLoader loader,
        PublicAddress address)
    {
        var (request, choice) = BudgetFields.Read(form);
        if (request is not null)
        {
            return Back(id, await commands.RetryAsync(caller, id.Value, request, context.RequestAborted), context, form, address);
        }

        return await loader.FindAsync(caller, id.Value, address.PathOf(context.Request), context.RequestAborted) is { } run
            ? new Screen<RunScreen, RunModel>(run with { Refused = choice }, StatusCodes.Status400BadRequest)
            : Problems.ProjectNotFound(id.Value);
    }

    /// <summary>A command that does not apply any more was given in another tab, or the run has moved on: the screen shows where it stands.</summary>
    private static IResult Back(ProjectId id, CommandReply reply, HttpContext context, PageForm form, PublicAddress address)
    {
        if (reply.Outcome is CommandOutcome.NotFound)
        {
            return Problems.ProjectNotFound(id.Value);
        }

        var path = form.Text("return") is { Length: > 0 } given ? ReturnPath.Of(given) : $"/projects/{id.Value}"; // a list has its commands, too
        return Results.Redirect(address.PathOf(context.Request) + path);
    }
}
