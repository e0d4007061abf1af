using AiDevFramework.Evaluation.Scoring;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation.Judging;

/// <summary>A plan as whoever judges it gets it: four documents or fewer, and nothing else of the product.</summary>
/// <param name="documents">Markdown by type.</param>
internal sealed class JudgedPlan(string idea, IReadOnlyDictionary<DocumentType, string> documents)
{
    private string? _thirdFeature;

    /// <summary>The order in which it is read on Monday: what is done first, why, with what, and the rest.</summary>
    private static readonly DocumentType[] _order = [DocumentType.ExecutionPlan, DocumentType.Prd, DocumentType.TechStack, DocumentType.EventStorming];

    public string Idea => idea;

    public IReadOnlyDictionary<DocumentType, string> Documents => documents;

    /// <summary>Every line that says something, in reading order.</summary>
    public IReadOnlyList<PlanLine> Lines { get; } =
        [.. _order.Where(documents.ContainsKey).SelectMany(type => PlanLine.Read(type, documents[type], idea))];

    /// <summary>The heading of the third feature, or of the last one; empty where there is none.</summary>
    public string ThirdFeature => _thirdFeature ??= Lines
        .Where(line => line.Document is DocumentType.Prd && line.Item.StartsWith("Feature ", StringComparison.OrdinalIgnoreCase))
        .Select(line => line.Item).Distinct().Take(3).LastOrDefault() ?? "";

    /// <summary>The words of all documents.</summary>
    public int Words => Documents.Values.Sum(Length.WordsOf);

    /// <returns>The text of all documents, in reading order.</returns>
    public string Text => string.Join("\n\n", _order.Where(Documents.ContainsKey).Select(type => Documents[type]));

    public JudgedPlan With(DocumentType type, Func<string, string> change) => new(
        Idea, Documents.ToDictionary(document => document.Key, document => document.Key == type ? change(document.Value) : document.Value));

    public JudgedPlan WithAll(Func<string, string> change) => Documents.Keys.Aggregate(this, (plan, type) => plan.With(type, change));

    /// <summary>Whether a quotation is in the plan to the letter, whitespace and marks of Markdown aside.</summary>
    public bool Holds(string quote) => Squeeze(quote) is { Length: >= 3 } wanted && Squeeze(Text).Contains(wanted, StringComparison.OrdinalIgnoreCase);

    internal static string Squeeze(string text) =>
        string.Join(' ', text.Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
