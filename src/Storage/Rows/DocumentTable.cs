using AiDevFramework.Grains.State;

namespace AiDevFramework.Storage.Rows;

/// <summary><c>documents</c>.</summary>
internal static class DocumentTable
{
    public static readonly Table<StoredDocument> Table = new("documents", row => new StoredDocument(
        row.Id("id", document => document.Id),
        row.Id("project_id", document => document.ProjectId),
        row.Name("document_type", document => document.Type),
        row.Text("content_md", document => document.ContentMd, changes: true),
        row.Json("metadata", document => document.Metadata, changes: true),
        row.Time("created_at", document => document.CreatedAt, changes: true)));
}
