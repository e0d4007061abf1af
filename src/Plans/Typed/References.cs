using AiDevFramework.Plans.Identity;

namespace AiDevFramework.Plans.Typed;

/// <summary>References of a text as the plan has them.</summary>
internal static class References
{
    public static IReadOnlyList<PlanReference> In(string text) => Of(ReferenceReader.Read(text));

    /// <summary>Of a row, a cell that is nothing but references counts as a bracket does.</summary>
    public static IReadOnlyList<PlanReference> In(string text, IReadOnlyList<string>? cells) =>
        Of(cells is null ? ReferenceReader.Read(text) : [.. ReferenceReader.Read(text), .. cells.SelectMany(cell => ReferenceReader.Read($"({cell})"))]);

    public static IReadOnlyList<PlanReference> Of(List<Reference> references) => references.Count == 0
        ? []
        : [.. references.DistinctBy(reference => reference.ToString())
            .Select(reference => new PlanReference(reference.ToString(), reference.IsDoubtful || ItemKinds.IsUnmistakable(reference.Id) || reference.Id.Kind is ItemKind.Feature || !reference.IsAlone))];

    public static IReadOnlyList<string> IdsOf(IReadOnlyList<PlanReference> references) =>
        references.Count == 0 ? [] : [.. references.Select(reference => reference.Id)];

    /// <param name="letters">With which the identifiers begin, a number behind them: <c>F</c>.</param>
    public static IReadOnlyList<string> IdsOf(IReadOnlyList<PlanReference> references, string letters) =>
        [.. references.Where(reference => IsOf(reference.Id, letters)).Select(reference => reference.Id)];

    public static bool IsOf(string id, string letters) =>
        id.Length > letters.Length && id.StartsWith(letters, StringComparison.Ordinal) && char.IsAsciiDigit(id[letters.Length]);
}
