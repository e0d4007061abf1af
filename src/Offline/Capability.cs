namespace AiDevFramework.Offline;

/// <summary>One block of the planner's vocabulary: something a product can do, and what follows from it. Texts still hold
/// their <c>{item}</c> and <c>{role}</c> placeholders.</summary>
/// <param name="Words">Triggers; an array of several words is a phrase, a last character <c>*</c> ends a stem.</param>
/// <param name="Verbs">Triggers whose object in the idea is what the capability is about.</param>
internal sealed record Capability(
    string Key,
    CapabilityKind Kind,
    int Order,
    bool Complex,
    IReadOnlyList<string[]> Words,
    IReadOnlyList<string[]> Verbs,
    IReadOnlyList<string> Needs,
    StackNeeds Flags,
    string? Item,
    string? Fallback,
    string? Role,
    string Tag,
    string Name,
    string What,
    IReadOnlyList<string> Criteria,
    string Want,
    IReadOnlyList<EventTemplate> Events,
    AggregateTemplate? Aggregate,
    string? Policy,
    IReadOnlyList<Titled> Work,
    Titled? Metric,
    ServiceTemplate? Service,
    string? Law,
    int Weeks);
