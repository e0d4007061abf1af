using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Review;

/// <summary>A plan as it was read and checked. Pure: the same source gives the same review.</summary>
public sealed class PlanReview
{
    /// <summary>Of the reader and the checks. Another release may read the same text otherwise.</summary>
    public const int ReaderVersion = 2;

    private PlanReview(PlanSource source, CheckInput input, CheckResult result)
    {
        Source = source;
        Plan = input.Plan;
        Result = result;
        Verdict = VerdictRules.Of(Plan, result.Errors, source.Documents);
        Coverage = CoverageRules.Of(Plan);
    }

    public PlanSource Source { get; }

    public TypedPlan Plan { get; }

    public PlanVerdict Verdict { get; }

    /// <summary>Documents that nobody checked when they were stored are UNCHECKED until somebody asks for findings.</summary>
    public PlanVerdict ShownVerdict => Source.WasChecked || Source.Documents.Count == 0 ? Verdict : PlanVerdict.Unchecked;

    public PlanCoverage Coverage { get; }

    internal CheckResult Result { get; }

    /// <summary>Reads and checks all that there is.</summary>
    public static PlanReview Of(PlanSource source)
    {
        var input = InputOf(source);
        return new PlanReview(source, input, PlanChecks.Run(input));
    }

    /// <summary>What documents come to whose errors were found when each was written, against those before it.</summary>
    /// <returns>No coverage while a document is missing.</returns>
    public static (PlanVerdict Verdict, PlanCoverage? Coverage) Standing(PlanSource source)
    {
        if (!VerdictRules.IsWhole(source.Documents))
        {
            return (PlanVerdict.Draft, null);
        }

        var plan = InputOf(source).Plan;
        return (VerdictRules.Of(plan, errors: 0, source.Documents), CoverageRules.Of(plan));
    }

    internal static CheckInput InputOf(PlanSource source) => new(
        source.Idea,
        LedgerJson.Read(source.LedgerJson),
        [.. source.Documents.OrderBy(document => StepCatalogue.PlaceOf(document.Type)).Select(document => Read(document.Type, document.ContentMd) with { IsCut = document.IsCut })]);

    /// <param name="text">As it is stored.</param>
    internal static CheckedDocument Read(DocumentType type, string text) => new(type, text, StoredReadings.Of(type, text));
}
