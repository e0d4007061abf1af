using System.Collections.Frozen;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>The steps of a workflow and their documents. Nothing else in the product lists them.</summary>
internal static class StepCatalogue
{
    private static readonly FrozenDictionary<Step, StepRow> _rows = StepRows.All.ToFrozenDictionary(row => row.Step);

    private static readonly FrozenDictionary<Phase, StepRow[]> _rowsOfPhases =
        StepRows.All.GroupBy(row => row.Phase).ToFrozenDictionary(rows => rows.Key, rows => rows.ToArray());

    /// <summary>In the order in which the steps run.</summary>
    public static IReadOnlyList<StepRow> Rows => StepRows.All;

    /// <summary>In the order in which they run.</summary>
    public static IReadOnlyList<Phase> Phases { get; } = [.. StepRows.All.Select(row => row.Phase).Distinct()];

    public static StepRow Of(Step step) => _rows[step];

    /// <returns>The steps of a phase, in the order in which they run; never empty.</returns>
    public static IReadOnlyList<StepRow> Of(Phase phase) => _rowsOfPhases[phase];
}
