using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation.Briefs;

/// <summary>Something that a plan for the idea has to say.</summary>
/// <param name="Weight">1 to 3.</param>
/// <param name="Text">For people, and for a model that judges.</param>
/// <param name="Words">What a line that says it holds.</param>
/// <param name="OnLastPage">Whether it is a demand, which the execution plan has to carry: a wish that the requirements repeat is not yet met.</param>
internal sealed record Fact(int Weight, string Text, WordPattern Words, bool OnLastPage = false)
{
    public bool CanStandIn(DocumentType document) => !OnLastPage || document is DocumentType.ExecutionPlan;
}
