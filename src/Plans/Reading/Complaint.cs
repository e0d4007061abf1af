namespace AiDevFramework.Plans.Reading;

/// <summary>Something that is wrong with a document, as its reader finds it.</summary>
/// <param name="Text">A sentence that a model can act on and a user can read.</param>
/// <param name="Part">The slug of the part that has to be written otherwise, see <see cref="PartSlug"/>; <see langword="null"/> for the last one, or
/// where there is none.</param>
internal sealed record Complaint(string Text, string? Part)
{
    public override string ToString() => Text;
}
