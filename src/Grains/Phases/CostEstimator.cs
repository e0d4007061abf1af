using System.Text;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Mending;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace AiDevFramework.Grains.Phases;

/// <summary>Prices the prompts of a whole workflow, with documents of the usual and of the greatest length in them.</summary>
[StatelessWorker, Reentrant]
internal sealed class CostEstimator(
    StepQuestion question, StepModels models, IModelCatalogue catalogue, IQuotes quotes, IOptions<LlmOptions> options, TimeProvider clock) : Grain, ICostEstimator
{
    /// <summary>What a mend asks for, as a part of its document: most faults are in one section of several.</summary>
    private const int PartsOfADocument = 5;

    // English prose; other languages come to a little more or less.
    private const int BytesPerToken = 4;

    /// <summary>Constraints that are read of one idea.</summary>
    private const int MostOfAnswer = 20;

    // What a document may come to where a tokeniser is at its worst.
    private const int BytesPerTokenAtLeast = 3;

    /// <summary>In the order in which they run.</summary>
    private static readonly Step[] _steps = [.. StepCatalogue.Rows.Select(row => row.Step)];

    public Task<CostEstimate> EstimateAsync(string idea, CancellationToken cancellationToken) => Task.FromResult(Estimate(new Planned(
        idea, IntakeReader.Read(idea, IntakeAnswer.Nothing, ProjectLedger.Empty, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)))));

    public Task<CostEstimate> EstimateExampleAsync(string example, CancellationToken cancellationToken) => Task.FromResult(new CostEstimate(
        0m,
        0m,
        [.. StepCatalogue.Phases.Select(phase => new PhaseEstimate(phase, [RecordedModel.NameOf(example)], 0m, 0m))],
        ["The answers of a recorded example are played: nothing costs anything."],
        0m));

    private CostEstimate Estimate(Planned idea)
    {
        var most = _steps.ToDictionary(step => step, step => MostUsd(step, idea));
        var phases = _steps.GroupBy(StepRules.PhaseOf)
            .Select(steps => new PhaseEstimate(
                steps.Key,
                [.. steps.Select(step => models.Of(step).Model).Distinct()],
                Sum(steps.Select(step => step is Step.EventStorming ? 0m : UsualUsd(step, idea))),
                Sum(steps.Select(step => most[step]))))
            .ToList();
        return new CostEstimate(
            Sum(phases.Select(phase => phase.MinUsd)), Sum(phases.Select(phase => phase.MaxUsd)), phases, [.. AssumptionsOf(phases)],
            BudgetUsd(most, idea));
    }

    /// <summary>The budget that a run needs: what is spent before a call and what the call reserves, at the call where the sum is largest.</summary>
    /// <param name="mostUsd">The most that a call of each step can cost.</param>
    private decimal? BudgetUsd(Dictionary<Step, decimal?> mostUsd, Planned idea)
    {
        var (spent, needed) = (0m, 0m);
        foreach (var step in _steps)
        {
            if (mostUsd[step] is not { } usd || quotes.QuoteFor(LongestFor(step, idea)).MostUsd is not { } reserved)
            {
                return null;
            }

            needed = Math.Max(needed, spent + reserved);
            spent += usd;
        }

        needed = Math.Max(needed, spent); // the mends of the last document come behind its reservation
        return Usd.Normalize(Usd.RoundUp(needed)); // a budget has six places
    }

    private static int UsualLengthOf(Step step) => StepCatalogue.Of(step).UsualLength;

    private decimal? UsualUsd(Step step, Planned idea)
    {
        var promptBytes = question.MeasureBytes(RequestFor(step, idea.Idea, UsualLengthOf, LedgerJson.Write(idea.Ledger)));
        return PriceOf(step)?.CostUsd(promptBytes / BytesPerToken, UsualLengthOf(step) / BytesPerToken);
    }

    /// <summary>With all mends of a document, each of which has the idea, the constraints and the parts, but not the prompt.</summary>
    private decimal? MostUsd(Step step, Planned idea)
    {
        var request = LongestFor(step, idea);
        var promptBytes = question.MeasureBytes(request);
        var whole = PriceOf(step)?.MostUsd(promptBytes / BytesPerTokenAtLeast, MaxTokensOf(step));
        if (StepCatalogue.Of(step).Document is null)
        {
            return whole;
        }

        var part = MaxTokensOf(step) / PartsOfADocument;
        var known = Encoding.UTF8.GetByteCount(idea.Idea) + Encoding.UTF8.GetByteCount(request.Material.LedgerJson ?? "");
        return whole + (MendRules.MostRounds * PriceOf(step)?.MostUsd((known / BytesPerTokenAtLeast) + part, MendQuestion.TokensFor(part, MaxTokensOf(step))));
    }

    private StepRequest LongestFor(Step step, Planned idea) =>
        RequestFor(step, idea.Idea, author => MaxTokensOf(author) * BytesPerToken, LedgerJson.Write(Longest(idea.Ledger)));

    /// <summary>What smart detection may find beyond what code does: as much as its answer can hold.</summary>
    private ProjectLedger Longest(ProjectLedger ledger) => ledger with
    {
        Constraints =
        [
            .. ledger.Constraints,
            .. Enumerable.Range(0, MaxTokensOf(Step.SmartDetection) * BytesPerToken / (Constraint.MaxQuote + Constraint.MaxRule)).Take(MostOfAnswer)
                .Select(_ => new Constraint("C100", ConstraintKind.Other, new string('x', Constraint.MaxQuote), new string('x', Constraint.MaxRule), Hard: true)),
        ],
    };

    private int MaxTokensOf(Step step) =>
        Math.Min(models.Of(step).MaxTokens, catalogue.LimitsOf(models.Of(step).Model).MaxCompletionTokens ?? int.MaxValue);

    private ModelPrice? PriceOf(Step step) => options.Value.Offline ? new ModelPrice(0m, 0m) : catalogue.PriceOf(models.Of(step).Model);

    /// <param name="ledgerJson">What the idea demands, for the steps behind the one that reads it.</param>
    private static StepRequest RequestFor(Step step, string idea, Func<Step, int> charactersOf, string ledgerJson) => new(
        Guid.Empty,
        Guid.Empty,
        Run: 1,
        step,
        CallNumber: 1,
        StepRules.MaterialFor(step, idea, author => new string('x', charactersOf(author)), Approach.Vertical) with
        {
            LedgerJson = step is Step.SmartDetection ? null : ledgerJson,
        },
        []);

    /// <param name="Ledger">What code alone reads of the idea.</param>
    private sealed record Planned(string Idea, ProjectLedger Ledger);

    private IEnumerable<string> AssumptionsOf(IReadOnlyList<PhaseEstimate> phases)
    {
        if (options.Value.Offline)
        {
            yield return "The offline planner answers: nothing costs anything.";
            yield break;
        }

        yield return "min: event storming is left out, every answer has its usual length and no document is mended.";
        yield return "max: event storming runs, every answer is as long as one call may be, and a fifth of each document is mended twice.";
        yield return "What the idea demands is in the prompts, as far as code reads it; for max as much as smart detection may find.";
        yield return "Continuations, whole documents that are asked for again, and attempts after a failure come on top.";
        yield return "About four characters of a prompt are one token; prices are the provider's present list prices.";
        foreach (var model in phases.Where(phase => phase.MaxUsd is null).SelectMany(phase => phase.Models).Distinct()
            .Where(model => catalogue.PriceOf(model) is null))
        {
            yield return $"The price of model '{model}' is not known.";
        }
    }

    private static decimal? Sum(IEnumerable<decimal?> parts)
    {
        var total = parts.Aggregate((decimal?)0m, (sum, part) => sum + part); // one unknown part makes the sum unknown
        return total is { } usd ? Usd.Normalize(usd) : null;
    }
}
