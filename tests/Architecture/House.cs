namespace AiDevFramework.Architecture;

/// <summary>The projects of <c>src/</c> and which of them each may use. The table of docs/architecture/house.md.</summary>
internal static class House
{
    private const string Abstractions = "Grains.Abstractions";

    /// <summary>The one file of the gateway that may know the silo: it hosts one in the gateway's own process.</summary>
    public const string EmbeddedHost = "Gateway/Hosting/Embedded.cs";

    private static readonly Dictionary<string, string[]> Uses = new(StringComparer.Ordinal)
    {
        [Abstractions] = [],
        ["Settings"] = [],
        ["Plans"] = [Abstractions],
        ["Hosting"] = ["Settings", Abstractions],
        ["Llm"] = ["Settings", Abstractions],
        ["Offline"] = ["Llm", "Plans", Abstractions],
        ["Grains"] = ["Plans", "Llm", "Settings", Abstractions],
        ["Storage"] = ["Grains", "Llm", "Plans", "Settings", Abstractions],
        ["Silo"] = ["Storage", "Grains", "Offline", "Llm", "Hosting", "Plans", "Settings", Abstractions],
        ["Web"] = ["Plans", Abstractions],
        ["Gateway"] = ["Web", "Plans", "Hosting", "Settings", Abstractions],
        ["Client"] = [],
        ["Cli"] = ["Client"],
    };

    public static IReadOnlyCollection<string> Projects => Uses.Keys;

    public static bool Allows(Arrow arrow) =>
        arrow.FromProject == arrow.ToProject
        || Allows(arrow.FromProject, arrow.ToProject)
        || (arrow.ToProject == "Silo" && arrow.File == EmbeddedHost);

    /// <summary>A project file may refer to what its sources may use; the gateway's, to the silo that it can host.</summary>
    public static bool Allows(ProjectReference reference) =>
        Allows(reference.From, reference.To) || reference is { From: "Gateway", To: "Silo" };

    private static bool Allows(string from, string to) => Uses.TryGetValue(from, out var allowed) && allowed.Contains(to);
}
