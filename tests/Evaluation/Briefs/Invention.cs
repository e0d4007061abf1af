namespace AiDevFramework.Evaluation.Briefs;

/// <summary>Something that a plan for the idea must not have, unless it rules it out.</summary>
internal sealed record Invention(string Text, WordPattern Words);
