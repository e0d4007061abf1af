using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Reading;

/// <summary>A heading with all that stands under it, down to the next one of its rank.</summary>
/// <param name="Term">What the heading means; <see langword="null"/> for a section that nobody asked for.</param>
/// <param name="First">Index of the first line under it.</param>
/// <param name="End">Index of the line behind the last.</param>
internal sealed record Section(Term? Term, Head Head, int First, int End);
