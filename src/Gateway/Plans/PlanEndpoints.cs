using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Plans.Views;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.Plans;

/// <summary><c>GET /projects/{id}/plan</c> and what follows from it.</summary>
internal static class PlanEndpoints
{
    private const string Untrusted = "Texts are untrusted: a language model wrote them, from the words of a user.";

    private const string Tagged = "An answer has an `ETag`; with it in `If-None-Match` an unchanged plan is answered 304.";

    public static IHostApplicationBuilder AddPlans(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PlanReads>();
        return builder;
    }

    public static IEndpointRouteBuilder MapPlans(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/projects/{project_id}/plan").WithTags("Plan").Demand(Scopes.PlansRead);
        group.MapGet("", FindAsync).WithMetadata(RatePolicy.GetPlan)
            .WithName("getPlan").WithSummary("Get a project's plan, typed")
            .WithDescription($"What the documents and the ledger of the project say, as `aidev.plan/1` ([its JSON Schema](/schemas/plan-1.json)). While a run goes on it is what is there. {Untrusted} {Tagged}")
            .WithParameter("part", $"Parts to answer, with commas between them: {string.Join(", ", PlanParts.Names)}. Default: all.", new OpenApiSchema { Type = JsonSchemaType.String }, "features,stages")
            .WithProblem(StatusCodes.Status400BadRequest, "The id is no UUID, or a part is not known.")
            .WithExample(PlanExamples.Plan);
        group.MapGet("/findings", FindingsAsync).WithMetadata(RatePolicy.GetPlan)
            .WithName("getFindings").WithSummary("Get what the checks found in a plan")
            .WithDescription($"Errors first. `checks` has every check with whether it ran: one that lacks what it needs, as another document, says so. {Untrusted} {Tagged}")
            .WithExample(PlanExamples.Findings);
        group.MapGet("/tasks", TasksAsync).WithMetadata(RatePolicy.GetPlan)
            .WithName("getTasks").WithSummary("Get the tasks of a plan in the order of the work")
            .WithDescription($"`waves` can be done side by side, one after the other; a stage begins when the one before it is done. {Untrusted} {Tagged}")
            .WithParameter("ready", "Whether to list those alone that can be begun. Default: false.", new OpenApiSchema { Type = JsonSchemaType.Boolean }, true)
            .WithParameter("done", "Identifiers of tasks that are done, with commas between them.", new OpenApiSchema { Type = JsonSchemaType.String }, "T1.1,T1.2")
            .WithProblem(StatusCodes.Status400BadRequest, "The id is no UUID, or ready is neither true nor false.")
            .WithExample(PlanExamples.Tasks);
        group.MapGet("/trace/{item}", TraceAsync).WithMetadata(RatePolicy.GetPlan)
            .WithName("traceItem").WithSummary("Get what an item of a plan rests on, and what rests on it")
            .WithDescription($"An item is an identifier as `F2`, `AC2.1`, `NFR1`, `C4`, `T1.3`; the name of an event, a command or an aggregate; `S1` for a stage, `G1.2` for a gate by its position. {Untrusted} {Tagged}")
            .WithParameter("item", "Which item.", new OpenApiSchema { Type = JsonSchemaType.String }, "F2")
            .WithProblem(StatusCodes.Status404NotFound, "There is no such project, or its plan has no such item.")
            .WithExample(PlanExamples.Trace);
        group.MapGet("/matrix", MatrixAsync).WithMetadata(RatePolicy.GetPlan)
            .WithName("getMatrix").WithSummary("Get every requirement with its criteria, tasks and gates")
            .WithDescription(Tagged)
            .WithExample(PlanExamples.Matrix);
        return routes;
    }

    private static async Task<Results<Ok<PlanView>, StatusCodeHttpResult, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "project_id")] ProjectId id, string? part, Caller caller, HttpContext context, PlanReads plans, CancellationToken cancellationToken)
    {
        var parts = Listed(part);
        if (parts.Any(name => !PlanParts.Names.Contains(name)))
        {
            return Problems.InvalidPlanPart(PlanParts.Names);
        }

        return await plans.FindAsync(caller, id.Value, cancellationToken) is { } plan
            ? Answered(context, plan, string.Join('.', parts.Order(StringComparer.Ordinal)), () => PlanParts.Of(plan.Review, parts))
            : Problems.ProjectNotFound(id.Value);
    }

    private static async Task<Results<Ok<FindingsView>, StatusCodeHttpResult, ProblemHttpResult>> FindingsAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, HttpContext context, PlanReads plans, CancellationToken cancellationToken) =>
        await plans.FindAsync(caller, id.Value, cancellationToken) is { } plan
            ? Answered(context, plan, "findings", () => FindingsView.Of(plan.Review))
            : Problems.ProjectNotFound(id.Value);

    private static async Task<Results<Ok<TasksView>, StatusCodeHttpResult, ProblemHttpResult>> TasksAsync(
        [FromRoute(Name = "project_id")] ProjectId id, string? ready, string? done, Caller caller, HttpContext context, PlanReads plans, CancellationToken cancellationToken)
    {
        var readyOnly = false;
        if (ready is not null && !bool.TryParse(ready, out readyOnly))
        {
            return Problems.InvalidReady();
        }

        // What is done comes from the request: no tag of the plan says it.
        var cacheKey = done is null ? $"tasks.{readyOnly}" : null;
        return await plans.FindAsync(caller, id.Value, cancellationToken) is { } plan
            ? Answered(context, plan, cacheKey, () => TasksView.Of(plan.Review, Listed(done), readyOnly))
            : Problems.ProjectNotFound(id.Value);
    }

    private static async Task<Results<Ok<TraceView>, StatusCodeHttpResult, ProblemHttpResult>> TraceAsync(
        [FromRoute(Name = "project_id")] ProjectId id, string item, Caller caller, HttpContext context, PlanReads plans, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(caller, id.Value, cancellationToken) is not { } plan)
        {
            return Problems.ProjectNotFound(id.Value);
        }

        return TraceView.Of(plan.Review, item) is { } trace
            ? Answered(context, plan, "trace", () => trace)
            : Problems.PlanItemNotFound(id.Value);
    }

    private static async Task<Results<Ok<MatrixView>, StatusCodeHttpResult, ProblemHttpResult>> MatrixAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, HttpContext context, PlanReads plans, CancellationToken cancellationToken) =>
        await plans.FindAsync(caller, id.Value, cancellationToken) is { } plan
            ? Answered(context, plan, "matrix", () => MatrixView.Of(plan.Review))
            : Problems.ProjectNotFound(id.Value);

    private static string[] Listed(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <param name="form">Which answer of the plan it is; <see langword="null"/> for one that cannot be kept.</param>
    private static Results<Ok<T>, StatusCodeHttpResult, ProblemHttpResult> Answered<T>(HttpContext context, KnownPlan plan, string? form, Func<T> answer)
    {
        if (form is null)
        {
            return TypedResults.Ok(answer());
        }

        var tag = form.Length == 0 ? $"\"{plan.Tag}\"" : $"\"{plan.Tag}-{form}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache"; // to be kept, and asked for again before it is used
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Tag == tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(answer());
    }
}
