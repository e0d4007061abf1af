using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Documents;
using AiDevFramework.Plans.Tests.Documents;

namespace AiDevFramework.Plans.Tests.Probes;

/// <summary>Reads a document as its step does.</summary>
internal static class Reader
{
    public static StepJudgement Read(DocumentType type, string text) => type switch
    {
        DocumentType.EventStorming => Answers.ReadEventStorming(text),
        DocumentType.Prd => Answers.ReadPrd(text),
        DocumentType.TechStack => Answers.ReadTechStack(text),
        DocumentType.ExecutionPlan => Answers.ReadExecutionPlan(text, Approach.Vertical),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No step writes this document."),
    };
}
