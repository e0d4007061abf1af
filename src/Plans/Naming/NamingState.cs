using AiDevFramework.Plans.Identity;

namespace AiDevFramework.Plans.Naming;

/// <summary>What was named before.</summary>
/// <param name="Counters">The highest numbers ever given, by letters.</param>
/// <param name="Old">The items of the text that is replaced; empty where there is none.</param>
/// <param name="TableGiven">Whether whoever wrote the new text saw which identifier stands for which item.</param>
internal sealed record NamingState(IReadOnlyDictionary<string, int> Counters, IReadOnlyList<NamedItem> Old, bool TableGiven)
{
    public static readonly NamingState Fresh = new(new Dictionary<string, int>(), [], TableGiven: false);

    public IReadOnlyList<NamedItem> OldOf(ItemKind kind) => [.. Old.Where(item => item.Kind == kind)];
}
