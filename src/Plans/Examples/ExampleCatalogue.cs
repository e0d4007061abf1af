namespace AiDevFramework.Plans.Examples;

/// <summary>The recorded examples. Nothing else in the product lists them.</summary>
public static class ExampleCatalogue
{
    /// <summary>The names as a pattern, for a rule on a request's member.</summary>
    public const string Pattern = "^(" + Marketplace + "|" + Renamer + "|" + Portal + ")$";

    private const string Marketplace = "marketplace";

    private const string Renamer = "renamer";

    private const string Portal = "portal";

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<Example> All { get; } = [Load(Marketplace), Load(Renamer), Load(Portal)];

    /// <summary>For a sentence: <c>marketplace, renamer, portal</c>.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(example => example.Name));

    public static Example? Find(string? name) => All.FirstOrDefault(example => example.Name == name);

    private static Example Load(string name)
    {
        using var stream = typeof(ExampleCatalogue).Assembly.GetManifestResourceStream($"examples/{name}/idea.txt")
            ?? throw new InvalidOperationException($"The idea of the example '{name}' is missing from the build.");
        using var reader = new StreamReader(stream);
        return new Example(name, reader.ReadToEnd().Trim());
    }
}
