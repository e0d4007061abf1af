namespace AiDevFramework.Offline;

/// <summary>A task of a stage, before its days are known.</summary>
/// <param name="Serves">Identifiers, by commas.</param>
/// <param name="Weight">Its share of the stage's days; 0: one day and no more.</param>
internal sealed record OutlineTask(string Id, string Name, string Serves, string Text, int Weight)
{
    public IReadOnlyList<string> After { get; init; } = [];

    public int? LeadDays { get; init; }

    public IReadOnlyList<string> Verify { get; init; } = [];

    /// <param name="days">Of one person; <see langword="null"/> where the stage is too short to be divided.</param>
    public string Line(int? days)
    {
        var parts = new List<string> { Serves };
        if (After.Count > 0)
        {
            parts.Add($"after {string.Join(", ", After)}");
        }

        if (days is { } known)
        {
            parts.Add(known == 1 ? "1 day" : $"{known} days");
        }

        if (LeadDays is { } lead)
        {
            parts.Add($"lead {lead} days");
        }

        if (Verify.Count > 0)
        {
            parts.Add($"verify {string.Join(", ", Verify)}");
        }

        return $"{Id} {Name} ({string.Join("; ", parts.Where(part => part.Length > 0))}): {Text}";
    }
}
