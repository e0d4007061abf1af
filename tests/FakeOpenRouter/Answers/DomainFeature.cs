namespace AiDevFramework.FakeOpenRouter.Answers;

/// <param name="Entity">The aggregate behind it, PascalCase.</param>
/// <param name="Actor">The role that uses it, lower case.</param>
/// <param name="Verbs">Pairs such as <c>Assign:Assigned</c>, in the order they happen.</param>
/// <param name="Criteria">Given/when/then sentences; at least one is about something that goes wrong.</param>
internal sealed record DomainFeature(
    string Name,
    string Entity,
    string Actor,
    string Verbs,
    string Description,
    string Story,
    string Invariant,
    string[] Criteria)
{
    public (string Verb, string Past)[] Actions { get; } =
        [.. Verbs.Split(' ').Select(pair => pair.Split(':')).Select(pair => (pair[0], pair[1]))];
}
