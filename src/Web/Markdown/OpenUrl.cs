namespace AiDevFramework.Web.Markdown;

/// <summary>Addresses that a document may link to.</summary>
internal static class OpenUrl
{
    /// <summary>Whoever is linked to learns nothing of the page, and gets no handle of it.</summary>
    public const string Relation = "nofollow noopener noreferrer";

    public static bool Is(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttps || parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeMailto);
}
