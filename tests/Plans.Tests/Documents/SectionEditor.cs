namespace AiDevFramework.Plans.Tests.Documents;

/// <summary>Changes one section of a document.</summary>
internal static class SectionEditor
{
    /// <returns>The document with other lines under the heading, down to the next one of level two.</returns>
    public static string Replace(string document, string heading, string content)
    {
        var (start, end) = Find(document, heading);
        return $"{document[..start]}{heading}\n{content}\n\n{document[end..]}";
    }

    public static string Remove(string document, string heading)
    {
        var (start, end) = Find(document, heading);
        return document[..start] + document[end..];
    }

    private static (int Start, int End) Find(string document, string heading)
    {
        var start = document.IndexOf(heading + "\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"No heading {heading}");
        var end = document.IndexOf("\n## ", start, StringComparison.Ordinal);
        return (start, end < 0 ? document.Length : end + 1);
    }
}
