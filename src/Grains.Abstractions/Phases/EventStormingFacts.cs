using System.Text.Json.Serialization;

namespace AiDevFramework.Grains.Abstractions.Phases;

[GenerateSerializer, Immutable, Alias("aidev.event-storming-facts")]
public sealed record EventStormingFacts(
    [property: Id(0)] IReadOnlyList<string> KeyEvents,
    [property: Id(1)] IReadOnlyList<string> Aggregates) : StepFacts
{
    public override ProjectMetadata AddTo(ProjectMetadata metadata) => metadata with { EventStorming = this };
}

public sealed partial record ProjectMetadata
{
    [Id(5), JsonPropertyOrder(5)] public EventStormingFacts? EventStorming { get; init; }
}
