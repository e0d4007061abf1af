using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Web.Pictures;

namespace AiDevFramework.Web.CostPage;

/// <summary>What requests to models cost.</summary>
/// <param name="ProjectId">Of one project; <see langword="null"/>: of all that the reader may see.</param>
/// <param name="Idea">Of that project.</param>
/// <param name="Days">How far back it goes.</param>
/// <param name="OfAll">Whether other users' are among them.</param>
/// <param name="IsCut">Whether there are more.</param>
/// <param name="Attempts">The newest first.</param>
public sealed record CostModel(Guid? ProjectId, string? Idea, int Days, bool OfAll, bool IsCut, IReadOnlyList<AttemptView> Attempts)
{
    /// <summary>The table shows these; the file has all.</summary>
    public const int MostShown = 200;

    /// <summary>Beginnings of the ideas of projects in the table, by their ids, as far as the reader may see them.</summary>
    public IReadOnlyDictionary<Guid, string> Titles { get; init; } = new Dictionary<Guid, string>();

    public decimal KnownUsd => Attempts.Sum(attempt => attempt.CostUsd ?? 0);

    public decimal UnknownUsd => Attempts.Sum(UnknownOf);

    /// <summary>How many ended in a way that nobody knows their cost, and had no price to begin with.</summary>
    public int Unpriced => Attempts.Count(attempt => attempt is { Status: "UNKNOWN", CostUsd: null, ReservedUsd: null });

    /// <summary>The most that it may have cost beyond what is known.</summary>
    public static decimal UnknownOf(AttemptView attempt) => attempt is { Status: "UNKNOWN", CostUsd: null } ? attempt.ReservedUsd ?? 0 : 0;

    /// <returns>The dearest first.</returns>
    public IReadOnlyList<CostBar> By(Func<AttemptView, string> label) =>
    [
        .. Attempts.GroupBy(label).Select(group => new CostBar(group.Key, group.Sum(attempt => attempt.CostUsd ?? 0), group.Sum(UnknownOf)))
            .OrderByDescending(bar => bar.KnownUsd + bar.UnknownUsd).ThenBy(bar => bar.Label, StringComparer.Ordinal),
    ];
}
