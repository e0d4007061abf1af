namespace AiDevFramework.Web.Markdown;

/// <summary>Where an item of the plan stands.</summary>
/// <param name="Href">An address of ours: <c>#F2</c>, or another document with it.</param>
/// <param name="Text">What the item says; untrusted.</param>
public sealed record ItemLink(string Href, string Text);
