using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Gateway.Documents;

internal sealed record DocumentsResponse(Guid ProjectId, IReadOnlyList<DocumentResponse> Documents);

internal sealed record DocumentResponse(DocumentType Type, string ContentMd, DocumentMetadata Metadata, DateTimeOffset CreatedAt)
{
    public static DocumentResponse Of(DocumentView document) =>
        new(document.Type, document.ContentMd, document.Metadata, document.CreatedAt);
}
