namespace AiDevFramework.Hosting;

/// <summary>What a person wants to know of a silo at start.</summary>
/// <param name="Data">Where the data is; no password.</param>
/// <param name="Models">Who answers model calls; no key.</param>
/// <param name="Budget">What users may spend; <see langword="null"/> where there is no limit.</param>
/// <param name="Limits">How many model calls there may be at once.</param>
public sealed record SiloSummary(string Data, string Models, string? Budget = null, string? Limits = null)
{
    /// <summary>For a banner, with a label for each.</summary>
    public IEnumerable<(string Label, string? Text)> Lines => [("Data", Data), ("Models", Models), ("Budget", Budget), ("Limits", Limits)];
}
