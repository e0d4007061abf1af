namespace AiDevFramework.Offline;

internal sealed record Titled(string Title, string Text);
