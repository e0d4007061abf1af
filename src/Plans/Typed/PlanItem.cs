namespace AiDevFramework.Plans.Typed;

/// <summary>Something of a plan that names others, whatever its kind.</summary>
/// <param name="Id">Of a gate <c>G1.2</c>, which counts from 1 within its stage; of a service, an entity or a section its name.</param>
/// <param name="Document">Which document it stands in.</param>
/// <param name="Line">From 1; 0 where nobody noted it.</param>
internal sealed record PlanItem(
    string Id, string Text, IReadOnlyList<PlanReference> References, Grains.Abstractions.Documents.DocumentType Document, int Line);
