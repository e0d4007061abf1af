namespace AiDevFramework.Plans.Identity;

/// <summary>An identifier that a text names, where it counts.</summary>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="IsAlone">Whether it is the only reference of its bracket.</param>
internal readonly record struct Reference(ItemId Id, int Start, int Length, bool IsAlone);
