using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Documents;

internal static partial class TechStackReader
{
    /// <summary>Models were asked for 100 characters.</summary>
    private const int MaxChoice = 200;

    public static StepFacts Read(MarkdownOutline outline, List<string> complaints)
    {
        var frontend = ChoiceOf(outline.Require("## Frontend", complaints));
        var backend = ChoiceOf(outline.Require("## Backend", complaints));
        var database = ChoiceOf(outline.Require("## Database", complaints));
        var infrastructure = ChoiceOf(outline.Require("## Infrastructure", complaints));
        var services = outline.Require("## Third-Party Services", complaints);
        return new TechStackFacts(frontend, backend, database, infrastructure, ServicesOf(services));
    }

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

    private static string Short(string text)
    {
        text = text.Trim().TrimEnd('.');
        var length = Math.Min(text.Length, MaxChoice);
        return text[..(length < text.Length && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    [GeneratedRegex(@"\Anone\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoService();
}
