using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Plans.Findings;

/// <summary>Something that a check has found wrong with a plan.</summary>
/// <param name="Check">The number of the check, from 1.</param>
/// <param name="Document">Where it is to be mended: of two documents that disagree the later one.</param>
/// <param name="Target">The item it is about: <c>F2</c>, <c>C1</c>; or the heading of a section; <see langword="null"/> for the whole.</param>
/// <param name="Message">One or two sentences for whoever reads the plan, and for the model that mends it.</param>
/// <param name="Excerpt">The words of the document that it is about, at most 200 characters.</param>
/// <param name="Suggestion">What to do about it, where code can tell.</param>
/// <param name="Line">The first line of the document that it is about, from 1, where it is about one.</param>
internal sealed record Finding(
    int Check,
    Severity Severity,
    DocumentType Document,
    string? Target,
    string Message,
    string? Excerpt = null,
    string? Suggestion = null,
    int? Line = null);
