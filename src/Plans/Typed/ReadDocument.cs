using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Typed;

/// <summary>A document and what was read of it.</summary>
internal sealed record ReadDocument(DocumentType Type, DocumentReading Reading);
