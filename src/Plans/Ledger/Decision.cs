namespace AiDevFramework.Plans.Ledger;

/// <summary>Something that a person decided, as an answer to a question.</summary>
/// <param name="Id"><c>D1</c>. Given once, and never to anything else of the project.</param>
/// <param name="Alternatives">What could have been chosen instead.</param>
/// <param name="By">Who decided it.</param>
/// <param name="Touches">Identifiers of what it is about: <c>Q1</c>.</param>
internal sealed record Decision(string Id, string Text, IReadOnlyList<string> Alternatives, string By, IReadOnlyList<string> Touches);
