namespace AiDevFramework.Plans.Ledger;

/// <summary>What the idea leaves open. A run that nobody attends takes the default.</summary>
/// <param name="Id"><c>Q1</c></param>
/// <param name="Options">Two to four, the default among them.</param>
/// <param name="Touches">Words for what the answer changes.</param>
internal sealed record OpenQuestion(
    string Id, string Text, IReadOnlyList<string> Options, string Default, IReadOnlyList<string> Touches);
