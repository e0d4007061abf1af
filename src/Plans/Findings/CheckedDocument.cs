using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Findings;

/// <summary>A document as checks see it.</summary>
/// <param name="Text">In its normal form.</param>
/// <param name="Reading">Of <paramref name="Text"/>.</param>
internal sealed record CheckedDocument(DocumentType Type, string Text, DocumentReading Reading)
{
    /// <summary>The error with which a document is stored that the length limit of its model cut.</summary>
    public const string BrokenOff = "The document breaks off at its end.";

    private TextWords? _words;

    /// <summary>Whether it was stored with that error.</summary>
    public bool IsCut { get; init; }

    /// <summary>Those of the text that was read.</summary>
    public TextWords Words => _words ??= new TextWords(Reading.Frame.Markdown.Text);
}
