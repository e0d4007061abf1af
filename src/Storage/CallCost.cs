using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Storage.Rows;

namespace AiDevFramework.Storage;

/// <summary>What a stored call cost.</summary>
/// <param name="Id">Which call it is; <see langword="null"/> for an attempt that no call accounts for.</param>
internal sealed record CallCost(
    Guid ProjectId, Phase Phase, string Model, int PromptTokens, int CompletionTokens, decimal KnownUsd, bool IsPriced, (int Run, Step Step, int Number)? Id)
{
    /// <summary>The columns of <c>llm_logs</c> that <see cref="Read"/> finds.</summary>
    public const string Columns = "project_id, cost_source, phase, model, prompt_tokens, completion_tokens, cost_usd, run, step, call_number";

    public bool IsCall => Id is not null;

    public static CallCost Read(RowReader row)
    {
        var projectId = row.Id("project_id");
        var isPriced = row.Name<CostSource>("cost_source") is not CostSource.Unknown;
        return new CallCost(
            projectId,
            row.Name<Phase>("phase"),
            row.Text("model"),
            row.Int("prompt_tokens"),
            row.Int("completion_tokens"),
            isPriced ? row.Usd("cost_usd") : 0m,
            isPriced,
            (row.Int("run"), row.Name<Step>("step"), row.Int("call_number")));
    }

    /// <summary>The costs of one project.</summary>
    public static CostReport Report(Guid projectId, IEnumerable<CallCost> calls, IReadOnlyList<AttemptRecord> attempts)
    {
        var unknown = attempts.Where(attempt => attempt.Status is AttemptStatus.Unknown).ToList();
        return new CostReport(
            projectId,
            RowsOf([.. calls.Select(call => call.With(attempts)), .. attempts.Where(attempt => attempt.Settled).Select(Of)]),
            attempts.Count,
            unknown.Count,
            unknown.TrueForAll(attempt => attempt.ReservedUsd is not null)
                ? Usd.Normalize(unknown.Sum(attempt => attempt.ReservedUsd!.Value))
                : null);
    }

    private static CallCost Of(AttemptRecord attempt) => new(
        attempt.ProjectId, StepRules.PhaseOf(attempt.Step), attempt.Model, attempt.PromptTokens ?? 0, attempt.CompletionTokens ?? 0,
        attempt.CostUsd ?? 0m, attempt.CostUsd is not null, Id: null);

    /// <summary>Summed here and not by the database, which in SQLite would add floating point numbers.</summary>
    private static IReadOnlyList<CostRow> RowsOf(IReadOnlyList<CallCost> calls) =>
    [
        .. calls.GroupBy(call => (call.Phase, call.Model)).Select(group => new CostRow(
            group.Key.Phase,
            group.Key.Model,
            group.Sum(call => (long)call.PromptTokens + call.CompletionTokens),
            Usd.Normalize(group.Sum(call => call.KnownUsd)),
            group.Count(call => call.IsCall),
            group.Count(call => !call.IsPriced),
            group.Sum(call => (long)call.PromptTokens),
            group.Sum(call => (long)call.CompletionTokens))).OrderBy(row => StepCatalogue.PlaceOf(row.Phase)).ThenBy(row => row.Model, StringComparer.Ordinal),
    ];

    /// <summary>Completes the cost of a call that had no price when it was stored, from its attempts: those that failed and reported
    /// their cost, and the answer, if the provider told its cost later.</summary>
    private CallCost With(IReadOnlyList<AttemptRecord> attempts)
    {
        if (IsPriced)
        {
            return this;
        }

        var own = attempts.Where(attempt => !attempt.Settled && (attempt.Run, attempt.Step, attempt.CallNumber) == Id).ToList();
        return this with
        {
            PromptTokens = Math.Max(PromptTokens, own.Sum(attempt => attempt.PromptTokens ?? 0)),
            CompletionTokens = Math.Max(CompletionTokens, own.Sum(attempt => attempt.CompletionTokens ?? 0)),
            KnownUsd = own.Sum(attempt => attempt.CostUsd ?? 0m),
            IsPriced = own.Exists(attempt => attempt.Status is AttemptStatus.Answered)
                && own.TrueForAll(attempt => attempt.CostUsd is not null || attempt.Status is AttemptStatus.Unknown),
        };
    }
}
