using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Grains.Phases;

/// <summary>What a step that decides something makes of a model's answer. Pure: no I/O, no clock.</summary>
internal interface IStepDefinition
{
    Step Step { get; }

    /// <summary>Whether the step cannot be finished without the rest of an answer that was cut.</summary>
    bool NeedsRest(StepRequest request, string cut) => true;

    /// <summary>Judges an answer of this request.</summary>
    StepJudgement Judge(StepRequest request, string text);
}
