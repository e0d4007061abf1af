using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Grains.State;

/// <summary>A row of <c>documents</c>.</summary>
internal sealed record StoredDocument(
    Guid Id,
    Guid ProjectId,
    DocumentType Type,
    string ContentMd,
    DocumentMetadata Metadata,
    DateTimeOffset CreatedAt);
