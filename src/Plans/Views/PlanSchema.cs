namespace AiDevFramework.Plans.Views;

/// <summary>The JSON Schema of <c>aidev.plan/1</c>, draft 2020-12.</summary>
public static class PlanSchema
{
    public static byte[] Utf8()
    {
        using var stream = typeof(PlanSchema).Assembly.GetManifestResourceStream("plan-1.json")
            ?? throw new InvalidOperationException("The schema of plans is not part of the assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
