namespace AiDevFramework.Plans.Naming;

/// <param name="Text">The document with its identifiers.</param>
/// <param name="Counters">The highest numbers ever given, by letters.</param>
internal sealed record Settlement(string Text, SortedDictionary<string, int> Counters);
