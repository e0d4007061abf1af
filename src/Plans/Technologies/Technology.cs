namespace AiDevFramework.Plans.Technologies;

/// <summary>Something that products are built with, as <c>technologies.txt</c> has it.</summary>
/// <param name="Id">As constraints name it: <c>postgresql</c>.</param>
/// <param name="Categories"><c>database:document</c>, <c>cloud</c>, <c>license:proprietary</c>, <c>of:postgresql</c>, <c>in:java</c>.</param>
/// <param name="Places">Where it runs, its usual place first; never empty.</param>
internal sealed record Technology(string Id, string Name, IReadOnlyList<string> Categories, IReadOnlyList<RunPlace> Places)
{
    private const string KindOfDatabase = "database:";

    public RunPlace UsualPlace => Places[0];

    /// <summary>Whether nobody but its maker or a public cloud can run it.</summary>
    public bool IsHostedOnly => Places.All(place => place is RunPlace.Cloud or RunPlace.Saas);

    /// <summary><c>relational</c>, <c>cache</c>; <see langword="null"/> of what is no database.</summary>
    public string? DatabaseKind { get; } = Categories.FirstOrDefault(category => category.StartsWith(KindOfDatabase, StringComparison.Ordinal))?[KindOfDatabase.Length..];

    public bool Is(string category) => Categories.Contains(category);

    /// <summary>Whether it is the technology with this id, or a product made of it: MongoDB Atlas is a MongoDB.</summary>
    public bool IsKindOf(string id) => Id == id || Is($"of:{id}");
}
