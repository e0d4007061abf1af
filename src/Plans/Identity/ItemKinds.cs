namespace AiDevFramework.Plans.Identity;

/// <summary>The letters of identifiers.</summary>
internal static class ItemKinds
{
    public static string LettersOf(ItemKind kind) => kind switch
    {
        ItemKind.Feature => "F",
        ItemKind.Criterion => "AC",
        ItemKind.Story => "US",
        ItemKind.Quality => "NFR",
        ItemKind.Metric => "M",
        ItemKind.Constraint => "C",
        ItemKind.Assumption => "A",
        ItemKind.Question => "Q",
        ItemKind.Decision => "D",
        ItemKind.Task => "T",
        ItemKind.Cut => "X",
        ItemKind.Interface => "I",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind has no letters."),
    };

    public static ItemKind? Of(ReadOnlySpan<char> letters) => letters switch
    {
        "F" => ItemKind.Feature,
        "AC" => ItemKind.Criterion,
        "US" => ItemKind.Story,
        "NFR" => ItemKind.Quality,
        "M" => ItemKind.Metric,
        "C" => ItemKind.Constraint,
        "A" => ItemKind.Assumption,
        "Q" => ItemKind.Question,
        "D" => ItemKind.Decision,
        "T" => ItemKind.Task,
        "X" => ItemKind.Cut,
        "I" => ItemKind.Interface,
        _ => null,
    };

    /// <summary>Whether one looks like nothing else: <c>AC2.1</c>. "A4", "Q3", "M1", "S3" and "D1" are words as well.</summary>
    public static bool IsUnmistakable(ItemId id) =>
        id.Kind is ItemKind.Story or ItemKind.Quality || (id.Kind is ItemKind.Criterion or ItemKind.Task && id.Minor > 0);
}
