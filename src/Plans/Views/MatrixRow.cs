namespace AiDevFramework.Plans.Views;

/// <summary>A requirement, how it is accepted, who works on it and what proves it.</summary>
/// <param name="Requirement">A feature, a non-functional requirement or a hard constraint.</param>
/// <param name="Criterion">Of a feature; absent for others, and for a feature without criteria.</param>
/// <param name="Tasks">That name the criterion, or the requirement.</param>
/// <param name="Gates">That prove the criterion; of a requirement without criteria, those that name it.</param>
/// <param name="Cut">The cut that leaves it out.</param>
public sealed record MatrixRow(string Requirement, string? Criterion, IReadOnlyList<string> Tasks, IReadOnlyList<string> Gates, string? Cut);
