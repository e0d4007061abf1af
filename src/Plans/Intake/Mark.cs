namespace AiDevFramework.Plans.Intake;

/// <summary>A phrase of <c>words.txt</c> in a text.</summary>
/// <param name="Value">What the file says beside the meaning: the name of a law, a number.</param>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index of the token behind its last one.</param>
internal readonly record struct Mark(Meaning Meaning, string Value, int First, int End);
