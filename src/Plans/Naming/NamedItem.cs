using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Naming;

/// <summary>An item of a document that has, or is to have, an identifier.</summary>
/// <param name="Written">The identifier as the document writes it; <see langword="null"/> where it has none.</param>
/// <param name="Parent">Of a criterion the index of its feature in the list, of a task the number of its stage; -1 for all others.</param>
/// <param name="Content">Name and text, for telling whether two are the same.</param>
internal sealed record NamedItem(ItemKind Kind, ItemId? Written, int Parent, string Name, string Content, ItemPlace Place);
