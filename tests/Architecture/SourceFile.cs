namespace AiDevFramework.Architecture;

/// <summary>One source file of <c>src/</c>.</summary>
/// <param name="Path">Relative to <c>src/</c>, with forward slashes: <c>Grains/Llm/Money.cs</c>.</param>
/// <param name="Text">The whole file.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private const string RootNamespace = "AiDevFramework";

    /// <summary>The first folder: <c>Grains</c>.</summary>
    public string Project => ProjectOf(Path);

    /// <summary>The namespace that the folder asks for: <c>AiDevFramework.Grains.Llm</c>.</summary>
    public string FolderNamespace => $"{RootNamespace}.{Path[..Path.LastIndexOf('/')].Replace('/', '.')}";

    public static string ProjectOf(string path) => path[..path.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Whether a namespace is one of this product's.</summary>
    public static bool IsOurs(string name) =>
        name.StartsWith(RootNamespace + ".", StringComparison.Ordinal);
}
