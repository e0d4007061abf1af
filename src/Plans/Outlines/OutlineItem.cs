using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Outlines;

/// <summary>One entry of a document: an event, a criterion, a deliverable.</summary>
/// <param name="Id">As the document writes it, in its usual form: <c>AC1.2</c>. Nothing says that it is the only one.</param>
/// <param name="Name">What stands before the first colon, dash or bracket; the whole of an entry that has none.</param>
/// <param name="Text">The whole entry without its identifier.</param>
internal sealed record OutlineItem(string? Id, string Name, string Text)
{
    /// <summary>Where the entry stands. No part of what the document says.</summary>
    [JsonIgnore] public ItemPlace Place { get; init; } = ItemPlace.Unknown;

    /// <summary>Of a row of a table; <see langword="null"/> of any other entry.</summary>
    [JsonIgnore] public IReadOnlyList<string>? Cells { get; init; }
}
