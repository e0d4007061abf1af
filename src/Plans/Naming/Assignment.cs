using AiDevFramework.Plans.Identity;

namespace AiDevFramework.Plans.Naming;

/// <summary>Which identifier each item of a text gets, and what the text's own numbers mean then.</summary>
/// <param name="Ids">Of each item, in their order.</param>
/// <param name="Meaning">What an identifier that the text writes stands for; one that stands for several items, or for none, is not in it.</param>
/// <param name="Counters">The highest numbers ever given, with those of this text.</param>
internal sealed record Assignment(IReadOnlyList<ItemId> Ids, IReadOnlyDictionary<ItemId, ItemId> Meaning, SortedDictionary<string, int> Counters);
