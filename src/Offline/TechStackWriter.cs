using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

internal static class TechStackWriter
{
    private const int MostBullets = 6;

    [Answers(Step.TechStack)]
    public static string Write(ProductOutline outline)
    {
        var stack = StackChoice.For(outline);
        var document = new MarkdownText("Tech Stack Document");
        WritePart(document, "Frontend", stack.Frontend, Surface(outline), Checks(outline));
        WritePart(document, "Backend", stack.Backend, Modules(outline), Refusals(outline));
        WritePart(document, "Database", stack.Database, Growth(outline, stack));
        WritePart(document, "Infrastructure", stack.Infrastructure, Drill(outline, stack));
        return document.Heading("Third-Party Services").Bullets(Services(outline)).ToString();
    }

    /// <param name="more">What this product asks of the part, whichever was chosen; left out where the part has its six bullets.</param>
    private static void WritePart(MarkdownText document, string heading, StackPart part, params IEnumerable<string> more)
    {
        var bullets = part.Bullets.ToList();
        bullets.InsertRange(bullets.Count - 1, more.Take(MostBullets - bullets.Count)); // what was rejected comes last
        document.Heading(heading).Label("Choice", part.Choice).Label("Justification").Bullets(bullets);
    }

    private static string Surface(ProductOutline outline)
    {
        var named = Words.List([.. outline.Features.Take(3).Select(feature => $"{feature.Id} ({feature.Name})")]);
        var rest = outline.Features.Count > 3 ? $" and {outline.Features.Count - 3} more" : "";
        return outline.Has(StackNeeds.Cli | StackNeeds.Bot)
            ? $"Commands: one for each feature, {named}{rest}, with a help text that shows an example of its own"
            : $"Screens: one for each feature, {named}{rest}, built for the narrowest screen of the requirements first and usable with the keyboard alone (NFR5)";
    }

    private static string Checks(ProductOutline outline) =>
        $"Checks: AC{outline.Heart.Number}.1 to AC{outline.Heart.Number}.{outline.Heart.Capability.Criteria.Count} run the way {Words.WithArticle(outline.Role)} would, on every commit, "
        + "and the limits of NFR1 are measured in the same run";

    private static string Modules(ProductOutline outline) => outline.Features.Count > 1
        ? $"Modules: {string.Join(", ", outline.Features.Select(feature => feature.Id))} are modules of one program that call each other through functions, so that a stage can be shipped "
            + "without the next one and no network lies between two rules"
        : $"Module: {outline.Heart.Id} is one module without a screen and without a file in it, so that its criteria are tests that take milliseconds";

    private static string Refusals(ProductOutline outline)
    {
        var last = outline.Features[^1];
        return $"Refusals: what a criterion refuses, as AC{last.Number}.{last.Capability.Criteria.Count} does, is answered by the rule itself with a reason that {Words.WithArticle(last.Text.Role)} "
            + "understands, and is never left to the interface";
    }

    private static string Growth(ProductOutline outline, StackChoice stack) =>
        $"Growth: the numbers of NFR3 are loaded into {stack.DatabaseName} before the first release and the slowest question of {outline.Heart.Id} is measured against NFR1; a change of the "
        + "tables is a migration that is tried on a copy first";

    private static string Drill(ProductOutline outline, StackChoice stack) =>
        $"Proof: the gate of each stage includes a release to {stack.HostingName} and a step back to the version before, timed; what NFR4 promises of {outline.Items} is "
        + "shown once by losing them on purpose in a test environment";

    private static List<string> Services(ProductOutline outline)
    {
        var services = outline.Features
            .Where(feature => feature.Capability.Service is not null)
            .Select(feature => $"{feature.Capability.Service!.Purpose}: {feature.Capability.Service.Service} ({feature.Id}); {feature.Fill(feature.Capability.Service.CostAndFailure)}")
            .ToList();
        if (outline.Has(StackNeeds.Email))
        {
            services.Insert(0, $"E-mail: Postmark ({outline.FeaturesWith(StackNeeds.Email)}); about 15 USD a month; when it is down mails wait in a queue and go out within 24 hours");
        }

        return services.Count > 0
            ? services
            : [$"None: {outline.Items} are kept and shown by the product itself ({outline.Heart.Id}), and an outside service would only add a bill and a way to fail"];
    }
}
