namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>What the call behind a faulty answer is asked for, stored with that answer: parts of the document instead of all of it. The complaint
/// stands beside it.</summary>
/// <param name="Document">The document, as it is spelled on the wire.</param>
/// <param name="Parts">Slugs of the parts: <c>core-features</c>, <c>feature-2</c>, <c>stage-1</c>.</param>
/// <param name="Cut">Whether the length limit cut the answer.</param>
[GenerateSerializer, Immutable, Alias("aidev.mend-order")]
public sealed record MendOrder(
    [property: Id(0)] string Document,
    [property: Id(1)] IReadOnlyList<string> Parts,
    [property: Id(2)] bool Cut = false)
{
    public bool Equals(MendOrder? other) =>
        other is not null && Document == other.Document && Cut == other.Cut && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(Document, Parts.Count, Cut);
}
