using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>What a reader of a run is told of a phase.</summary>
/// <param name="Steps">In the order in which they run; never empty.</param>
/// <param name="Document">What the phase writes; <see langword="null"/> for one that only decides.</param>
public sealed record PhaseOutline(Phase Phase, IReadOnlyList<Step> Steps, DocumentType? Document)
{
    /// <summary>In the order in which the phases run.</summary>
    public static IReadOnlyList<PhaseOutline> All { get; } = [.. StepCatalogue.Phases.Select(Of)];

    private static PhaseOutline Of(Phase phase)
    {
        var rows = StepCatalogue.Of(phase);
        return new PhaseOutline(phase, [.. rows.Select(row => row.Step)], rows.Select(row => row.Document?.Type).LastOrDefault(type => type is not null));
    }
}
