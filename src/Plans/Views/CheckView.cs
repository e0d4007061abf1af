namespace AiDevFramework.Plans.Views;

/// <summary>One check, and whether it ran.</summary>
/// <param name="Says">What it demands, as a sentence.</param>
/// <param name="Checked">False where it lacks what it needs: another document, a language that it knows.</param>
public sealed record CheckView(int Number, string Says, bool Checked);
