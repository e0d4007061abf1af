using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Plans.Naming;

/// <summary>What a model is told before it writes a document anew: which identifier stands for which item, a line each.</summary>
internal static class IdTable
{
    private const int LongestName = 120;

    /// <summary>A document of a thousand items must not fill the prompt. What is not listed is matched by its words.</summary>
    private const int MostLines = 300;

    private const string Rule =
        "The answer takes the place of a document with these items. An item that stays what it is keeps its identifier, wherever it stands now and "
        + "whatever its name is; a new one gets a number that nothing here has; no number is given to another item.";

    /// <returns>Empty where no item has an identifier.</returns>
    public static string Of(object outline)
    {
        var lines = NamedItems.Of(outline).Where(item => item.Written is not null).Take(MostLines).Select(LineOf).ToList();
        return lines.Count == 0 ? "" : $"{Rule}\n{string.Join('\n', lines)}";
    }

    private static string LineOf(NamedItem item)
    {
        var name = (item.Name.Length > 0 ? item.Name : item.Content).ReplaceLineEndings(" ").Trim();
        return $"{item.Written} {(name.Length <= LongestName ? name : $"{TextCut.AtMost(name, LongestName).TrimEnd()}…")}";
    }
}
