using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation.Scoring;

/// <param name="Sections">Required sections that are there and say something.</param>
/// <param name="Problems">What misses the bar, each a sentence; empty for a document that passes.</param>
/// <param name="CostUsd">Of its phase; <see langword="null"/> where a price is unknown.</param>
/// <param name="Time">Wall-clock of its phase.</param>
internal sealed record DocumentScore(
    DocumentType Type,
    int Sections,
    int SectionsRequired,
    int Words,
    decimal? CostUsd,
    TimeSpan Time,
    IReadOnlyList<string> Problems)
{
    public int ReadingMinutes => Length.MinutesOf(Words);

    public bool Passes => Problems.Count == 0;
}
