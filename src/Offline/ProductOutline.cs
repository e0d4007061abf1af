using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

/// <summary>The product that an idea describes, from which all its documents are written. A function of the idea alone, so that
/// the documents of one project agree with each other. All texts are safe inside a line of Markdown.</summary>
/// <param name="Item">The thing the product is mostly about, singular.</param>
/// <param name="Roles">At least one, singular, the main one first.</param>
/// <param name="Features">1 to 9; each rests on earlier ones only.</param>
/// <param name="Aggregates">Every event belongs to exactly one.</param>
/// <param name="Later">Asked for by the idea, left for a later release.</param>
/// <param name="RuledOut">The idea says that it does not want them.</param>
/// <param name="Excerpt">The beginning of the idea in its own words; empty where it has none.</param>
internal sealed record ProductOutline(
    string Name,
    string Item,
    IReadOnlyList<string> Roles,
    IReadOnlyList<OutlineFeature> Features,
    IReadOnlyList<OutlineAggregate> Aggregates,
    IReadOnlyList<string> Later,
    IReadOnlyList<string> RuledOut,
    IReadOnlyList<string> Assumptions,
    StackNeeds Needs,
    string Excerpt)
{
    private const int ManyFeatures = 4;

    public string Role => Roles[0];

    public string Items => Words.Plural(Item);

    public string RolePlural => Words.Plural(Role);

    public bool ComplexDomain => Features.Any(feature => feature.Capability.Complex);

    public bool UseEventStorming => Features.Count >= ManyFeatures || ComplexDomain;

    public Approach Approach => Features.Count >= ManyFeatures ? Approach.Vertical : Approach.Horizontal;

    public Complexity Complexity => (Features.Count, ComplexDomain) switch
    {
        ( >= 9, _) or ( >= 4, true) => Complexity.High,
        ( >= 4, _) or (_, true) => Complexity.Medium,
        _ => Complexity.Low,
    };

    public IEnumerable<OutlineEvent> Events => Features.SelectMany(feature => feature.Events);

    /// <summary>The feature that gives the product its value.</summary>
    public OutlineFeature Heart =>
        Features.FirstOrDefault(feature => feature.Capability.Kind is CapabilityKind.Core && feature.Capability.Needs.Contains("records"))
        ?? Features.FirstOrDefault(feature => feature.Capability.Kind is CapabilityKind.Core && feature.Item == Item)
        ?? Features.FirstOrDefault(feature => feature.Capability.Kind is CapabilityKind.Core)
        ?? Features.FirstOrDefault(feature => feature.Capability.Kind is CapabilityKind.Alone)
        ?? Features[^1];

    public bool Has(StackNeeds needs) => (Needs & needs) != 0;

    /// <returns>"F2, F5": the features that need it; the heart of the product where none does by itself.</returns>
    public string FeaturesWith(StackNeeds needs)
    {
        var found = Features.Where(feature => (feature.Capability.Flags & needs) != 0).Select(feature => feature.Id).ToList();
        return found.Count > 0 ? string.Join(", ", found) : Heart.Id;
    }
}
