namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>What a step found out, as typed values; stored in <c>workflow_states.output_data</c> and the project's metadata. The file of each
/// kind also declares its place in <see cref="ProjectMetadata"/>.</summary>
[GenerateSerializer, Immutable, Alias("aidev.step-facts")]
public abstract record StepFacts
{
    /// <returns>The metadata with these facts in place of earlier ones of their kind.</returns>
    public abstract ProjectMetadata AddTo(ProjectMetadata metadata);
}
