namespace AiDevFramework.Gateway.Settings;

/// <summary>How <c>PUBLIC_URL</c> is written.</summary>
internal static class PublicUrl
{
    /// <returns><see langword="null"/> for what is no absolute address of a web server without query, fragment and user.</returns>
    public static Uri? Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { Query: "", Fragment: "", UserInfo: "", Host.Length: > 0 }
        && !text.Any(letter => letter is <= ' ' or '\\' or '"' or '<' or '>' or '?' or '#')
            ? uri
            : null;
}
