namespace AiDevFramework.Web.Markdown;

/// <summary>A heading of a document.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Text">As it reads, without marks.</param>
/// <param name="Anchor">Its <c>id</c> on the page.</param>
public sealed record OutlineEntry(int Level, string Text, string Anchor);
