using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Documents;

internal static partial class TechStackReader
{
    /// <summary>Models were asked for 100 characters.</summary>
    private const int MaxChoice = 200;

    public static TechStackFacts Read(MarkdownOutline outline) => new(
        ChoiceOf(outline.Find("Frontend")),
        ChoiceOf(outline.Find("Backend")),
        ChoiceOf(outline.Find("Database")),
        ChoiceOf(outline.Find("Infrastructure")),
        ServicesOf(outline.Find("Third-Party Services")));

    private static string ChoiceOf(MarkdownSection? section) =>
        Short(section?.Labelled("Choice") is { Length: > 0 } choice ? choice : section?.FirstLine ?? "");

    /// <returns>Purpose and service, without the rest of the sentence.</returns>
    private static List<string> ServicesOf(MarkdownSection? section) =>
    [
        .. (section?.Bullets ?? [])
            .Select(bullet => bullet.Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal))
            .Where(bullet => bullet.Any(char.IsLetterOrDigit) && !NoService().IsMatch(bullet))
            .Select(bullet => Short(bullet.Split([',', ';'], 2)[0]))
            .Take(50),
    ];

    private static string Short(string text) => TextCut.AtMost(text.Trim().TrimEnd('.'), MaxChoice);

    [GeneratedRegex(@"\Anone\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoService();
}
