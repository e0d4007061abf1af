using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Views;

/// <summary>Something that a check found.</summary>
/// <param name="Check">The number of the check.</param>
/// <param name="Severity">ERROR, WARNING or NOTE.</param>
/// <param name="Document">Where it is to be mended.</param>
/// <param name="Target">The item or the section that it is about.</param>
/// <param name="Excerpt">Words of the document: untrusted.</param>
/// <param name="Line">The first line that it is about, from 1.</param>
public sealed record FindingView(int Check, string Severity, DocumentType Document, string? Target, string Message, string? Excerpt, string? Suggestion, int? Line)
{
    internal static FindingView Of(Finding finding) => new(
        finding.Check,
        finding.Severity.ToString().ToUpperInvariant(),
        finding.Document,
        finding.Target,
        finding.Message,
        finding.Excerpt,
        finding.Suggestion,
        finding.Line);
}
