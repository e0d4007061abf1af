namespace AiDevFramework.Grains.Llm.Offline;

internal static class TechStackWriter
{
    public static string Write(ProductOutline outline)
    {
        var stack = StackChoice.For(outline);
        var document = new MarkdownText("Tech Stack Document");
        WritePart(document, "Frontend", stack.Frontend);
        WritePart(document, "Backend", stack.Backend);
        WritePart(document, "Database", stack.Database);
        WritePart(document, "Infrastructure", stack.Infrastructure);
        return document.Heading("Third-Party Services").Bullets(Services(outline)).ToString();
    }

    private static void WritePart(MarkdownText document, string heading, StackPart part) =>
        document.Heading(heading).Label("Choice", part.Choice).Label("Justification").Bullets(part.Bullets);

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
