using System.Collections.Frozen;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>The steps of a workflow and their documents. Nothing else in the product lists them.</summary>
internal static class StepCatalogue
{
    private static readonly FrozenDictionary<Step, StepRow> _rows = StepRows.All.ToFrozenDictionary(row => row.Step);

    private static readonly FrozenDictionary<Phase, StepRow[]> _rowsOfPhases =
        StepRows.All.GroupBy(row => row.Phase).ToFrozenDictionary(rows => rows.Key, rows => rows.ToArray());

    private static readonly FrozenDictionary<Phase, int> _places =
        StepRows.All.Select(row => row.Phase).Distinct().Index().ToFrozenDictionary(pair => pair.Item, pair => pair.Index);

    private static readonly FrozenDictionary<DocumentType, int> _placesOfDocuments = StepRows.All
        .Select(row => row.Document?.Type).OfType<DocumentType>().Index().ToFrozenDictionary(pair => pair.Item, pair => pair.Index);

    private static readonly FrozenDictionary<DocumentType, DocumentRow> _documents =
        StepRows.All.Select(row => row.Document).OfType<DocumentRow>().ToFrozenDictionary(document => document.Type);

    /// <summary>In the order in which the steps run.</summary>
    public static IReadOnlyList<StepRow> Rows => StepRows.All;

    /// <summary>In the order in which they run.</summary>
    public static IReadOnlyList<Phase> Phases { get; } = [.. StepRows.All.Select(row => row.Phase).Distinct()];

    public static StepRow Of(Step step) => _rows[step];

    public static DocumentRow Of(DocumentType type) => _documents[type];

    /// <returns>Counts from 0, in the order in which phases run. The numbers of the enum are wire format and say nothing of it.</returns>
    public static int PlaceOf(Phase phase) => _places[phase];

    /// <returns>Counts from 0, in the order in which documents are written.</returns>
    public static int PlaceOf(DocumentType type) => _placesOfDocuments[type];

    /// <returns>The steps of a phase, in the order in which they run; never empty.</returns>
    public static IReadOnlyList<StepRow> Of(Phase phase) => _rowsOfPhases[phase];
}
