namespace AiDevFramework.Plans.Mending;

/// <summary>A section, a feature or a stage of a document: what a mend asks for.</summary>
/// <param name="Slug">See <see cref="Reading.PartSlug"/>.</param>
/// <param name="First">Index of the line with its heading.</param>
/// <param name="End">Index of the line behind its last.</param>
internal sealed record DocumentPart(string Slug, int First, int End)
{
    public bool Contains(DocumentPart other) => First <= other.First && other.End <= End && other != this;
}
