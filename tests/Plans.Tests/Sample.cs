namespace AiDevFramework.Plans.Tests;

/// <summary>Files of <c>Samples/</c>.</summary>
internal static class Sample
{
    public static string Read(string file) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", file)).ReplaceLineEndings("\n");

    /// <summary>A German goods-in portal with eight hard constraints.</summary>
    public static string PortalIdea => Read("idea-c.md");
}
