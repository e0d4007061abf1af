namespace AiDevFramework.Evaluation.Judging;

/// <summary>How the ten questions went.</summary>
/// <param name="Right">Questions answered right.</param>
/// <param name="Asked">Questions that the idea gives a reason to ask, at most ten.</param>
/// <param name="Wrong">Why each of the others is not right.</param>
/// <param name="Words">What was read until the last of the right answers, all documents together.</param>
internal sealed record Monday(int Right, int Asked, IReadOnlyList<string> Wrong, int Words)
{
    public double Share => Asked == 0 ? 0 : (double)Right / Asked;
}
