using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Documents;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Mending;

/// <summary>What is asked for next of a document with errors, and what is stored where nothing more is. Pure.</summary>
internal static class MendRules
{
    /// <summary>How often parts, or the whole, are asked for after the first answer.</summary>
    public const int MostRounds = 2;

    /// <summary>Continuations of an answer that is cut; more mean a model that does not stop.</summary>
    public const int MostContinuations = 3;

    /// <summary>Continuations of parts that are cut.</summary>
    public const int MostContinuationsOfParts = 1;

    /// <summary>More errors than a model mends at once.</summary>
    private const int MostParts = 12;

    private const string Missing = "None: this part is missing.";

    /// <summary>Whether an answer that was cut is continued.</summary>
    public static bool MayContinue(MendState state) =>
        state.Continuations < (state.Order is null ? MostContinuations : MostContinuationsOfParts);

    /// <param name="otherModels">How many fallback models the step has.</param>
    /// <returns>The parts to ask for; <see langword="null"/> where the document is taken as it is. The same model is not asked for a second time
    /// where its first mend helped nothing.</returns>
    public static MendOrder? NextOrder(MendState state, int otherModels)
    {
        if (state.Best is not { Faults.Count: > 0 } best || state.Rounds >= MostRounds
            || (state.Order is not null && !state.HasImproved && otherModels == 0))
        {
            return null;
        }

        var slugs = best.Faults.SelectMany(fault => fault.Parts).Distinct(StringComparer.Ordinal).Take(MostParts).ToList();
        return slugs.Count == 0
            ? null
            : new MendOrder(WireName.Of(state.Row.Type), WithoutInner(best.Parts(state.Row, state.Material), slugs), best.IsCut);
    }

    /// <summary>Whether the whole document is asked for anew, after an answer that is none: once of the same model, or once of each fallback model.</summary>
    public static bool AsksAnew(MendState state, int otherModels) =>
        state.Best is null && state.Rounds < MostRounds && state.WholeRounds < Math.Max(1, otherModels);

    /// <returns>What is wrong with the parts of an order, as one text for the model.</returns>
    public static string ComplaintOf(MendState state, MendOrder order)
    {
        var parts = state.Best!.Parts(state.Row, state.Material);
        var asked = order.Parts.Select(parts.Find).OfType<DocumentPart>().ToList();
        return ExaminedDocument.Join([.. state.Best.Faults
            .Where(fault => fault.Parts.Any(IsAsked))
            .Select(fault => fault.Hint is { } hint ? $"{fault.Message} {hint}" : fault.Message)]);

        bool IsAsked(string slug) => order.Parts.Contains(slug) || (parts.Find(slug) is { } part && asked.Exists(outer => outer.Contains(part)));
    }

    /// <summary>The document as it is stored when nothing more is asked for: a section that no model wrote says so.</summary>
    public static Candidate Finished(MendState state)
    {
        var best = state.Best ?? throw new InvalidOperationException("There is no document to be finished.");
        if (best.Faults.Count == 0)
        {
            return best;
        }

        var parts = best.Parts(state.Row, state.Material);
        var missing = state.Row.Shape.Sections.Where(section => parts.Find(PartSlug.OfSection(section.Heading)) is null)
            .ToDictionary(section => PartSlug.OfSection(section.Heading), section => $"{section.Heading}\n{Missing}");
        return missing.Count > 0 && state.Read(Splice.Apply(parts, missing), cut: false, out _) is { } filled
            ? best with { Text = filled.Text, Facts = filled.Facts }
            : best;
    }

    /// <summary>A part inside another one that is asked for is asked for with it.</summary>
    private static List<string> WithoutInner(DocumentParts parts, List<string> slugs) =>
        slugs.FindAll(slug => parts.Find(slug) is not { } part || !slugs.Exists(other => parts.Find(other) is { } outer && outer.Contains(part)));
}
