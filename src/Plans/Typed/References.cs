using AiDevFramework.Plans.Identity;

namespace AiDevFramework.Plans.Typed;

/// <summary>References of a text as the plan has them.</summary>
internal static class References
{
    public static IReadOnlyList<PlanReference> In(string text) => Of(ReferenceReader.Read(text));

    /// <summary>Of a row, a cell that is nothing but references counts as a bracket does.</summary>
    public static IReadOnlyList<PlanReference> In(string text, IReadOnlyList<string>? cells) =>
        Of(cells is null ? ReferenceReader.Read(text) : [.. ReferenceReader.Read(text), .. cells.SelectMany(cell => ReferenceReader.Read($"({cell})"))]);

    /// <returns>Each once.</returns>
    public static IReadOnlyList<PlanReference> Of(IReadOnlyList<Reference> references)
    {
        if (references.Count == 0)
        {
            return [];
        }

        var found = new List<PlanReference>(references.Count);
        var seen = references.Count > 1 ? new HashSet<(ItemId, bool)>(references.Count) : null;
        foreach (var reference in references)
        {
            if (seen?.Add((reference.Id, reference.IsDoubtful)) is not false)
            {
                found.Add(new PlanReference(
                    reference.ToString(), reference.IsDoubtful || ItemKinds.IsUnmistakable(reference.Id) || reference.Id.Kind is ItemKind.Feature || !reference.IsAlone));
            }
        }

        return found;
    }

    public static IReadOnlyList<string> IdsOf(IReadOnlyList<PlanReference> references) =>
        references.Count == 0 ? [] : [.. references.Select(reference => reference.Id)];

    /// <param name="letters">With which the identifiers begin, a number behind them: <c>F</c>.</param>
    public static IReadOnlyList<string> IdsOf(IReadOnlyList<PlanReference> references, string letters) =>
        references.Count == 0 ? [] : [.. references.Where(reference => IsOf(reference.Id, letters)).Select(reference => reference.Id)];

    public static bool IsOf(string id, string letters) =>
        id.Length > letters.Length && id.StartsWith(letters, StringComparison.Ordinal) && char.IsAsciiDigit(id[letters.Length]);
}
