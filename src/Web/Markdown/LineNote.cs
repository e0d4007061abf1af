namespace AiDevFramework.Web.Markdown;

/// <summary>Something said beside a line of a document.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Tone"><c>bad</c>, <c>careful</c> or <c>plain</c>.</param>
/// <param name="Label">A word for the tone.</param>
/// <param name="Text">Untrusted.</param>
/// <param name="Advice">What to do about it; <see langword="null"/> where nobody can tell.</param>
public sealed record LineNote(int Line, string Tone, string Label, string Text, string? Advice);
