namespace AiDevFramework.Plans.Technologies;

/// <summary>One way to write a technology's name.</summary>
/// <param name="Words">Its words as they compare.</param>
/// <param name="Exact">The very signs that have to stand there; <see langword="null"/> where any case will do.</param>
/// <param name="Lead">How many signs of <paramref name="Exact"/> stand before its first word: the dot of ".NET".</param>
/// <param name="NeedsList">Whether it is an everyday word, which names the technology only as an entry of a list of technologies.</param>
internal sealed record Spelling(Technology Technology, IReadOnlyList<string> Words, string? Exact, int Lead, bool NeedsList);
