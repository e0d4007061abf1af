namespace AiDevFramework.Grains.Attempts;

/// <summary>The price that an attempt can reach, before it is reserved.</summary>
/// <param name="MostUsd"><see langword="null"/> where the model has no known price, or its answers have no known end.</param>
internal sealed record Quote(string Model, string Provider, decimal? MostUsd)
{
    /// <summary>Whether the price of a token is known, but not how long an answer may be.</summary>
    public bool IsUnlimited { get; init; }
}
