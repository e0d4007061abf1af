namespace AiDevFramework.Plans.Typed;

/// <summary>What the idea leaves open.</summary>
/// <param name="Id"><c>Q1</c></param>
/// <param name="Options">Two to four, the default among them; empty where nobody named any.</param>
/// <param name="Touches">Identifiers of what cites it; before there are any, words for what the answer changes.</param>
public sealed record PlanQuestion(
    string Id, string Text, IReadOnlyList<string> Options, string? Default, IReadOnlyList<string> Touches, string? Answer = null, string? AnsweredBy = null);
