namespace AiDevFramework.Architecture;

/// <summary>Judges the arrows of a source tree: none that the house does not allow, none that runs in a circle.</summary>
internal static class HouseRules
{
    /// <summary>All that is wrong with a source tree, one line a fault.</summary>
    public static IReadOnlySet<string> Faults(SourceTree tree)
    {
        var arrows = ArrowReader.Read(tree.Files);
        return new HashSet<string>(
            [
                .. ArrowsInCircles(arrows),
                .. ForbiddenArrows(arrows),
                .. ForbiddenReferences(tree.References),
                .. UnknownProjects(tree.Files),
                .. NamespaceRules.Faults(tree.Files),
            ],
            StringComparer.Ordinal);
    }

    /// <returns>One line for each namespace arrow that lies on a circle: <c>circle A -> B</c>.</returns>
    public static IEnumerable<string> ArrowsInCircles(IReadOnlyList<Arrow> arrows)
    {
        var circles = Circles.Find(arrows.Where(IsInside).Select(arrow => (arrow.From, arrow.To)));
        return arrows.Where(IsInside)
            .Where(arrow => circles.Any(circle => circle.Contains(arrow.From) && circle.Contains(arrow.To)))
            .Select(arrow => $"circle {arrow.From} -> {arrow.To}")
            .Distinct(StringComparer.Ordinal);

        static bool IsInside(Arrow arrow) => arrow.From != arrow.To;
    }

    /// <returns>One line for each file with an arrow to a project that its own may not use: <c>house FILE -> PROJECT</c>.</returns>
    public static IEnumerable<string> ForbiddenArrows(IReadOnlyList<Arrow> arrows) =>
        arrows.Where(arrow => !House.Allows(arrow))
            .Select(arrow => $"house {arrow.File} -> {arrow.ToProject}")
            .Distinct(StringComparer.Ordinal);

    /// <returns>One line for each project file that refers to a project that it may not use: <c>reference A -> B</c>.</returns>
    public static IEnumerable<string> ForbiddenReferences(IReadOnlyList<ProjectReference> references) =>
        references.Where(reference => !House.Allows(reference))
            .Select(reference => $"reference {reference.From} -> {reference.To}");

    /// <returns>One line for each folder of <c>src/</c> that the table of the house does not have.</returns>
    public static IEnumerable<string> UnknownProjects(IReadOnlyList<SourceFile> files) =>
        files.Select(file => file.Project).Distinct(StringComparer.Ordinal).Except(House.Projects)
            .Select(project => $"project {project}");
}
