using System.Text.Json.Serialization;

namespace AiDevFramework.Grains.Abstractions.Phases;

[GenerateSerializer, Immutable, Alias("aidev.tech-stack-facts")]
public sealed record TechStackFacts(
    [property: Id(0)] string Frontend,
    [property: Id(1)] string Backend,
    [property: Id(2)] string Database,
    [property: Id(3)] string Infrastructure,
    [property: Id(4)] IReadOnlyList<string> ThirdPartyServices) : StepFacts
{
    public override ProjectMetadata AddTo(ProjectMetadata metadata) => metadata with { TechStack = this };
}

public sealed partial record ProjectMetadata
{
    [Id(7), JsonPropertyOrder(7)] public TechStackFacts? TechStack { get; init; }
}
