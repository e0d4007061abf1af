using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>A clause of the idea as a feature.</summary>
/// <param name="Number">1 and up.</param>
/// <param name="Constraint">The constraint that demands it, where one does.</param>
/// <param name="Thing">What its events are about, in PascalCase.</param>
/// <param name="Criteria">First what goes well, then what goes wrong.</param>
/// <param name="GoingWell">How many of them go well.</param>
internal sealed record OutlineFeature(
    int Number, Piece Piece, Constraint? Constraint, string Thing, ShapeText Shape, string Done, string Refused, string Command, IReadOnlyList<string> Criteria, int GoingWell)
{
    public string UnwantedId => CriterionId(GoingWell + 1);

    public string Id => $"F{Number}";

    public string Name => Piece.Name;

    public IEnumerable<string> CriterionIds => Enumerable.Range(1, Criteria.Count).Select(CriterionId);

    public string CriterionId(int number) => $"AC{Number}.{number}";

    /// <summary>Of a wish the idea can do without, everything else is what it asks for.</summary>
    public string Priority => Piece.IsWish ? "COULD" : "MUST";
}
