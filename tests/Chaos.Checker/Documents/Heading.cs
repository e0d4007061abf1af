namespace AiDevFramework.Chaos.Checker.Documents;

/// <param name="Level">1 for a title.</param>
/// <param name="Title">As it is written, without the marks of a heading.</param>
/// <param name="Key">What it is found by: letters and hyphens, or a kind and a number.</param>
internal sealed record Heading(int Line, int Level, string Title, string Key);
