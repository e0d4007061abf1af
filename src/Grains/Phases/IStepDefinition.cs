using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Grains.Phases;

/// <summary>How one step asks a model and what it makes of the answer. Pure: no I/O, no clock.</summary>
internal interface IStepDefinition
{
    Step Step { get; }

    /// <summary>The question for the next call: the first one, or the continuation or repair that
    /// <see cref="StepRequest.Earlier"/> asks for.</summary>
    ModelQuestion Ask(StepRequest request, string model);

    /// <summary>How large the question of <see cref="Ask"/> is. Much cheaper than asking.</summary>
    QuestionSize Measure(StepRequest request);

    /// <summary>Whether the step cannot be finished without what the model says.</summary>
    bool NeedsAnswer(StepRequest request) => true;

    /// <summary>Judges an answer of this request, joined with the earlier parts where it continues them.</summary>
    StepJudgement Judge(StepRequest request, string text);
}
