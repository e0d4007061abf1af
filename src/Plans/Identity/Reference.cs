namespace AiDevFramework.Plans.Identity;

/// <summary>An identifier that a text names, where it counts.</summary>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="IsAlone">Whether it is the only reference of its bracket.</param>
/// <param name="IsDoubtful">Whether code marked it as one that means nothing, or more than one thing: <c>AC1.1?</c></param>
internal readonly record struct Reference(ItemId Id, int Start, int Length, bool IsAlone, bool IsDoubtful = false)
{
    public override string ToString() => IsDoubtful ? $"{Id}?" : Id.ToString();
}
