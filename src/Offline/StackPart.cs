namespace AiDevFramework.Offline;

/// <param name="Choice">At most 100 characters.</param>
/// <param name="Bullets">Three to six, exactly one begins with <c>Rejected:</c>.</param>
internal sealed record StackPart(string Choice, IReadOnlyList<string> Bullets);
