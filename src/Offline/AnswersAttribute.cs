using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

/// <summary>Marks the method that writes the answer to a step, from a <see cref="ProductOutline"/> and, where it has a second parameter, from
/// the step's material.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AnswersAttribute(Step step) : Attribute
{
    public Step Step { get; } = step;
}
