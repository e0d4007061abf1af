namespace AiDevFramework.Plans.Checks;

/// <summary>Lists of names as findings show them: the first few, and how many more there are.</summary>
internal static class Names
{
    private const int Most = 8;

    public static string Of(IReadOnlyList<string> names) => names.Count <= Most
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(Most))} and {names.Count - Most} more";

    /// <summary>In quotation marks, each at most 60 characters.</summary>
    public static string Quoted(IReadOnlyList<string> names) => Of([.. names.Select(name => $"\"{Cut(name)}\"")]);

    private static string Cut(string name) => name.Length <= 60 ? name : $"{Grains.Abstractions.TextCut.AtMost(name, 60)}…";
}
