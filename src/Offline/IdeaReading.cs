namespace AiDevFramework.Offline;

/// <summary>What the sentences of an idea say.</summary>
/// <param name="Product">The words for the product; <see langword="null"/> where there are none.</param>
/// <param name="Name">The name that the idea gives it.</param>
/// <param name="Opening">Its first clause.</param>
/// <param name="Pieces">What it asks for, in its order.</param>
/// <param name="Exclusions">What it does not want, quoted.</param>
/// <param name="Roles">The words for the people it is for.</param>
/// <param name="Unread">Clauses that are in none of these.</param>
/// <param name="HasNoise">Whether some of it speaks to whoever reads a prompt.</param>
/// <param name="IsUnderstood">Whether any clause had a verb or a noun that is known.</param>
internal sealed record IdeaReading(
    string? Product,
    string? Name,
    string Opening,
    IReadOnlyList<Piece> Pieces,
    IReadOnlyList<string> Exclusions,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Unread,
    bool HasNoise,
    bool IsUnderstood);
