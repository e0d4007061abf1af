namespace AiDevFramework.Plans.Mending;

/// <summary>An error of a document.</summary>
/// <param name="Message">A sentence that a model can act on and a user can read.</param>
/// <param name="Parts">The slugs of the parts whose writing anew can mend it; empty where none can.</param>
/// <param name="Hint">What to do about it, where code can tell.</param>
/// <param name="Check">The number of the check that found it; 0 for an error of form.</param>
internal sealed record Fault(string Message, IReadOnlyList<string> Parts, string? Hint = null, int Check = 0);
