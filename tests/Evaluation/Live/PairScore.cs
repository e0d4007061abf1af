using System.Globalization;

namespace AiDevFramework.Evaluation.Live;

/// <summary>How blind pairs ended.</summary>
internal sealed record PairScore(int First, int Second, int Ties)
{
    /// <summary>Fewer say nothing.</summary>
    public const int LeastPairs = 20;

    public int Pairs => First + Second + Ties;

    public static PairScore Of(IReadOnlyList<PairResult> results) =>
        new(results.Count(result => result is PairResult.First), results.Count(result => result is PairResult.Second), results.Count(result => result is PairResult.Tie));

    /// <summary>What may be said of it.</summary>
    public string Claim => Pairs < LeastPairs
        ? string.Create(CultureInfo.InvariantCulture, $"{Pairs} pairs: too few for a claim, which takes {LeastPairs}.")
        : string.Create(CultureInfo.InvariantCulture, $"Of {Pairs} pairs the first was taken {First} times, the second {Second} times, and {Ties} were ties.");
}
