namespace AiDevFramework.Plans.Mending;

/// <summary>An error of a document.</summary>
/// <param name="Message">A sentence that a model can act on and a user can read.</param>
/// <param name="Part">The slug of the part whose writing anew can mend it; <see langword="null"/> where none can.</param>
internal sealed record Fault(string Message, string? Part);
