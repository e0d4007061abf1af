namespace AiDevFramework.Web.Pictures;

/// <summary>What a stage does for a requirement.</summary>
/// <param name="Stage">From 1.</param>
/// <param name="HasWork">A task of the stage names it.</param>
/// <param name="HasProof">A gate of the stage proves it.</param>
public sealed record MatrixCell(int Stage, bool HasWork, bool HasProof, Box Place);
