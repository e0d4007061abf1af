using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Costs;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Examples;
using AiDevFramework.Web.NewIdea;

namespace AiDevFramework.Gateway.Pages.Ideas;

/// <summary>The screen for a new idea, and what its forms are sent to. One submit makes a project and starts it.</summary>
internal static class IdeaEndpoints
{
    /// <summary>Open to everybody: a session that ended keeps what was typed.</summary>
    public static void MapNewIdea(this IEndpointRouteBuilder open) => open.MapPost("/new", SendAsync).WithMetadata(RatePolicy.Create);

    public static void MapIdeas(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/new", () => Show(IdeaForm.Empty(Guid.NewGuid())));
        pages.MapPost("/new/estimate", EstimateAsync).WithMetadata(RatePolicy.Estimate);
        pages.MapPost("/examples", StartExampleAsync).WithMetadata(RatePolicy.Create).Demand(Scopes.PlansWrite);
    }

    private static async Task<IResult> SendAsync(
        PageForm sent, HttpContext context, Estimates estimates, FormRun run, PublicAddress address, CancellationToken cancellationToken)
    {
        var form = IdeaInput.FormOf(sent);
        if (CallerOf.Request(context) is not { } caller)
        {
            return CallerUnavailable.IsOn(context)
                ? Show(form, IdeaNotice.Unavailable, StatusCodes.Status503ServiceUnavailable)
                : Show(form, IdeaNotice.SessionEnded, StatusCodes.Status401Unauthorized);
        }

        if (!caller.Has(Scopes.PlansWrite))
        {
            return Show(form, IdeaNotice.NotAllowed, StatusCodes.Status403Forbidden);
        }

        try
        {
            var (command, complaints) = IdeaInput.Read(form, FormRun.UserOf(caller));
            if (sent.Text("act") == "estimate")
            {
                return await EstimatedAsync(form, complaints, estimates, cancellationToken);
            }

            return command is null
                ? Show(form, complaints)
                : Results.Redirect(address.PathOf(context.Request) + PathOf(await run.StartAsync(caller, form.Key, command, cancellationToken)));
        }
        catch (Exception exception) when (FailureHandler.IsUnavailable(exception))
        {
            return Show(form, IdeaNotice.Unavailable, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> StartExampleAsync(
        PageForm sent, HttpContext context, Caller caller, FormRun run, PublicAddress address, CancellationToken cancellationToken)
    {
        if (ExampleCatalogue.Find(sent.Text("example")) is not { } example)
        {
            return Results.Redirect(address.PathOf(context.Request) + "/new");
        }

        var command = new CreateProject(FormRun.UserOf(caller), example.Idea, Example: example.Name);
        var id = await run.StartAsync(caller, FormRun.KeyFor(IdeaInput.KeyOf(sent), example), command, cancellationToken);
        return Results.Redirect(address.PathOf(context.Request) + PathOf(id));
    }

    /// <summary>For the script of the screen: the estimate in two lines.</summary>
    private static async Task<IResult> EstimateAsync(PageForm sent, HttpContext context, Estimates estimates, CancellationToken cancellationToken)
    {
        var idea = sent.Text("idea");
        if (IdeaInput.OfIdea(idea).Any())
        {
            return Results.UnprocessableEntity();
        }

        var estimate = EstimateOf(await estimates.OfIdeaAsync(idea.Trim(), cancellationToken));
        var words = PageLanguage.Of(context.Request).Idea;
        PageHeaders.SetForData(context.Response);
        return Results.Json(new { range = EstimateWords.Range(estimate, words), advice = EstimateWords.Advice(estimate, words) });
    }

    private static async Task<IResult> EstimatedAsync(
        IdeaForm form, IReadOnlyList<IdeaComplaint> complaints, Estimates estimates, CancellationToken cancellationToken) =>
        complaints.Any(complaint => complaint.Field is IdeaField.Idea)
            ? Show(form, complaints)
            : Show(form, complaints, EstimateOf(await estimates.OfIdeaAsync(form.Idea.Trim(), cancellationToken)));

    private static IdeaEstimate EstimateOf(CostEstimate estimate) =>
        new(estimate.MinUsd, estimate.MaxUsd, estimate.BudgetUsd, IsFree: estimate is { MinUsd: 0m, MaxUsd: 0m });

    private static Screen<IdeaScreen, IdeaModel> Show(IdeaForm form) => Show(form, []);

    private static Screen<IdeaScreen, IdeaModel> Show(IdeaForm form, IReadOnlyList<IdeaComplaint> complaints, IdeaEstimate? estimate = null) => new(
        new IdeaModel(form, complaints, IdeaNotice.None, estimate, IdeaInput.Limits, ExampleCatalogue.All),
        complaints.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static Screen<IdeaScreen, IdeaModel> Show(IdeaForm form, IdeaNotice notice, int status) =>
        new(new IdeaModel(form, [], notice, null, IdeaInput.Limits, ExampleCatalogue.All), status);

    private static string PathOf(Guid projectId) => $"/projects/{projectId}";
}
