namespace AiDevFramework.Evaluation.Judging;

/// <summary>What of a brief a plan covers.</summary>
/// <param name="Share">Weighted, 0 to 1.</param>
/// <param name="Missing">Facts that no line says.</param>
/// <param name="Inventions">What must not be there and is, each with its line.</param>
internal sealed record Recall(double Share, IReadOnlyList<string> Missing, IReadOnlyList<string> Inventions)
{
    private const double PerInvention = 0.1;

    /// <summary>The share, less a tenth for each invention; never below 0.</summary>
    public double Score => Math.Max(0, Share - (PerInvention * Inventions.Count));
}
