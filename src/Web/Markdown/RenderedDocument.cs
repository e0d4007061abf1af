namespace AiDevFramework.Web.Markdown;

/// <summary>A document as HTML that changes nothing outside of itself.</summary>
/// <param name="Html">Sanitised; to be written as it is.</param>
/// <param name="Outline">Its headings, in their order.</param>
/// <param name="IsSource">Whether it is beyond what can be laid out, and shown as it was written.</param>
public sealed record RenderedDocument(string Html, IReadOnlyList<OutlineEntry> Outline, bool IsSource);
