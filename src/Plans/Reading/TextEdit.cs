namespace AiDevFramework.Plans.Reading;

/// <summary>One place of a text that is written otherwise.</summary>
internal readonly record struct TextEdit(int Start, int End, string Text);
