namespace AiDevFramework.Plans.Language;

/// <summary>One word of the table.</summary>
/// <param name="Language">Two letters: <c>en</c>.</param>
/// <param name="Key">The word as it compares.</param>
internal sealed record TermEntry(TermGroup Group, Term Term, string Language, string Word, string Key);
