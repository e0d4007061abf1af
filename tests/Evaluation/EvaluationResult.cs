using AiDevFramework.Evaluation.Scoring;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation;

/// <param name="Provider">Who answered; no key.</param>
internal sealed record EvaluationResult(string Provider, IReadOnlyList<IdeaScore> Ideas)
{
    public bool Passes => Ideas.All(idea => idea.Passes);
}

/// <param name="Problems">What misses the bar besides the documents.</param>
/// <param name="CostUsd">Of all calls; <see langword="null"/> where a price is unknown.</param>
/// <param name="Time">Wall-clock of the run.</param>
internal sealed record IdeaScore(
    SampleIdea Idea, IReadOnlyList<DocumentScore> Documents, IReadOnlyList<string> Problems, decimal? CostUsd, TimeSpan Time)
{
    /// <summary>The documents themselves.</summary>
    public IReadOnlyList<DocumentView> Made { get; init; } = [];

    /// <summary>As the project has it.</summary>
    public string? LedgerJson { get; init; }

    public bool Passes => Problems.Count == 0 && Documents.All(document => document.Passes);
}
