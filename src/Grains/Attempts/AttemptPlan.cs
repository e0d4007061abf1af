namespace AiDevFramework.Grains.Attempts;

/// <summary>An attempt before it is made.</summary>
/// <param name="ReservedUsd">The most it can cost; <see langword="null"/> where the model has no known price, or no known end.</param>
internal sealed record AttemptPlan(string Model, string Provider, decimal? ReservedUsd)
{
    /// <summary>Whether the price is known, and how long an answer may be is not.</summary>
    public bool IsUnlimited { get; init; }
}
