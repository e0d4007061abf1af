namespace AiDevFramework.Offline;

/// <param name="Choice">One line.</param>
/// <param name="Runs">Where: <c>on-premise</c>, <c>cloud</c>, <c>client</c>.</param>
/// <param name="Reasons">The one that begins with "Rejected" last.</param>
internal sealed record StackPart(string Heading, string Choice, string Runs, IReadOnlyList<string> Reasons);
