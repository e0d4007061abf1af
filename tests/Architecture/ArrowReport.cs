using System.Globalization;
using System.Text;

namespace AiDevFramework.Architecture;

/// <summary>Writes the arrows of a source tree as Markdown: how many there are, which run in circles, and who uses whom.</summary>
internal static class ArrowReport
{
    private const string Prefix = "AiDevFramework.";

    public static string Write(IReadOnlyList<Arrow> arrows)
    {
        var pairs = arrows.Select(arrow => (arrow.From, arrow.To)).Distinct().ToList();
        var circles = Circles.Find(pairs);
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"- Namespaces with an arrow: {Namespaces(pairs).Count()}\n")
            .Append(CultureInfo.InvariantCulture, $"- Arrows between namespaces: {pairs.Count}\n")
            .Append(CultureInfo.InvariantCulture, $"- Arrows on a circle: {HouseRules.ArrowsInCircles(arrows).Count()}\n")
            .Append(CultureInfo.InvariantCulture, $"- Arrows that the house does not allow, by file: {HouseRules.ForbiddenArrows(arrows).Count()}\n")
            .Append(CultureInfo.InvariantCulture, $"- Circles: {circles.Count}\n");
        foreach (var circle in circles)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {circle.Count}: {string.Join(", ", circle.Select(Short))}\n");
        }

        text.Append("\n| Project | uses |\n| --- | --- |\n");
        foreach (var project in arrows.Where(arrow => arrow.FromProject != arrow.ToProject).GroupBy(arrow => arrow.FromProject))
        {
            var uses = project.GroupBy(arrow => arrow.ToProject).OrderByDescending(group => group.Count())
                .Select(group => $"{group.Key} ({group.Select(arrow => arrow.File).Distinct().Count()} files)");
            text.Append(CultureInfo.InvariantCulture, $"| {project.Key} | {string.Join(", ", uses)} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Namespaces(IEnumerable<(string From, string To)> pairs) =>
        pairs.SelectMany(pair => new[] { pair.From, pair.To }).Distinct(StringComparer.Ordinal);

    private static string Short(string name) => name[Prefix.Length..];
}
