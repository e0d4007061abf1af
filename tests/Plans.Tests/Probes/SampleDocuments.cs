using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Plans.Tests.Probes;

/// <summary>Honest answers of a model to the product's prompts: a marketplace in English, a portal in German.</summary>
internal static class SampleDocuments
{
    public static string Of(DocumentType type, string idea = "a") => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", type switch
    {
        DocumentType.EventStorming => $"es-{idea}.md",
        DocumentType.Prd => $"prd-{idea}.md",
        DocumentType.TechStack => $"tech-{idea}.md",
        DocumentType.ExecutionPlan => $"plan-{idea}.md",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no sample of this document."),
    }));
}
