namespace AiDevFramework.Evaluation.Judging;

/// <summary>Whether the product's own findings can be believed.</summary>
/// <param name="Seeded">Faults that were put into the plan, one at a time.</param>
/// <param name="Missed">Those of them that raised no finding.</param>
/// <param name="Findings">What the product says of the plan as it is: errors and warnings.</param>
/// <param name="Wrong">Those of them that are not true; <see langword="null"/> where nobody has judged them.</param>
internal sealed record Trust(int Seeded, IReadOnlyList<string> Missed, IReadOnlyList<string> Findings, IReadOnlyList<string>? Wrong);
