namespace AiDevFramework.Gateway.Settings;

/// <summary>How <c>BACKEND_CORS_ORIGINS</c> names the origins of web pages.</summary>
internal static class Origin
{
    /// <returns>Scheme, host and port as browsers send them; <see langword="null"/> for what is no origin.</returns>
    public static string? Normalize(string origin)
    {
        if (origin == "*")
        {
            return origin;
        }

        return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https")
            && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            && !origin.Any(letter => letter is <= ' ' or '\\' or '*')
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;
    }
}
