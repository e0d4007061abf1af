namespace AiDevFramework.TestSupport;

/// <summary>Files of the repository, or parts of them, that a program makes: tests compare them, <c>docs/update.sh</c> writes them.</summary>
internal static class GeneratedText
{
    private const string Begin = "<!-- generated: begin -->\n";
    private const string End = "<!-- generated: end -->\n";

    private static bool Updates => Environment.GetEnvironmentVariable("AIDEV_UPDATE_DOCS") == "1";

    /// <param name="path">Below the root of the repository.</param>
    /// <param name="text">What the file has to hold: all of it, or what stands between its two marks where it has them.</param>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static void RequireCurrent(string path, string text)
    {
        if (FaultOf(path, text) is not { } fault)
        {
            return;
        }

        if (!Updates)
        {
            throw new InvalidDataException(fault);
        }

        File.WriteAllText(Path.Combine(Repository.Root, path), Within(PresentOf(path), text));
    }

    /// <returns>Where the file is stale and how to make it anew; <see langword="null"/> where it is current.</returns>
    public static string? FaultOf(string path, string text)
    {
        var present = PresentOf(path);
        var expected = Within(present, text);
        return present == expected ? null : $"{path} is stale, first at {Difference(present, expected)}. Make it anew: docs/update.sh";
    }

    private static string PresentOf(string path)
    {
        var file = Path.Combine(Repository.Root, path);
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    private static string Within(string present, string text)
    {
        var begin = present.IndexOf(Begin, StringComparison.Ordinal);
        var end = present.IndexOf(End, StringComparison.Ordinal);
        return begin < 0 || end < begin ? text : present[..(begin + Begin.Length)] + text + present[end..];
    }

    private static string Difference(string present, string expected)
    {
        var (now, then) = (present.Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(now.Length, then.Length)).First(line => now.ElementAtOrDefault(line) != then.ElementAtOrDefault(line));
        return $"line {line + 1}: '{now.ElementAtOrDefault(line)}' instead of '{then.ElementAtOrDefault(line)}'";
    }
}
