namespace AiDevFramework.Offline;

/// <param name="Number">From 1, without gaps.</param>
/// <param name="Item">What this feature is about, singular.</param>
/// <param name="Text">Fills the capability's placeholders.</param>
internal sealed record OutlineFeature(
    int Number, Capability Capability, string Name, string Item, PlaceholderText Text, IReadOnlyList<OutlineEvent> Events)
{
    public string Id => $"F{Number}";

    public string Fill(string template) => Text.Fill(template);
}
