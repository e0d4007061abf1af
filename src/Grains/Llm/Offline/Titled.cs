namespace AiDevFramework.Grains.Llm.Offline;

internal sealed record Titled(string Title, string Text);
