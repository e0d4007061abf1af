using System.ComponentModel;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Gateway.Documents;

internal sealed record DocumentsResponse(Guid ProjectId, IReadOnlyList<DocumentResponse> Documents);

internal sealed record DocumentResponse(
    DocumentType Type,
    [property: Description("Markdown that a model wrote: untrusted text, to be sanitized before it is shown as HTML.")] string ContentMd,
    DocumentMetadata Metadata,
    DateTimeOffset CreatedAt)
{
    public static DocumentResponse Of(DocumentView document) =>
        new(document.Type, document.ContentMd, document.Metadata, document.CreatedAt);
}
