using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Findings;

/// <summary>A document as checks see it.</summary>
/// <param name="Text">In its normal form.</param>
/// <param name="Reading">Of <paramref name="Text"/>.</param>
internal sealed record CheckedDocument(DocumentType Type, string Text, DocumentReading Reading);
