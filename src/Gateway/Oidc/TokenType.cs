namespace AiDevFramework.Gateway.Oidc;

/// <summary>
/// What a token says it is, in <c>typ</c> (RFC 9068). Only <c>at+jwt</c> tells an access token from an ID token. Pure.
/// </summary>
internal static class TokenType
{
    public const string AccessToken = "at+jwt";

    /// <summary>What everybody writes who does not say what it is.</summary>
    public const string PlainJwt = "JWT";

    private const string MediaPrefix = "application/";

    public static bool IsKnown(string type) => IsAccessToken(type) || IsPlain(type);

    /// <summary>Names of media types have no case, and the prefix may be left out.</summary>
    public static bool IsAccessToken(string? type) => Bare(type).Equals(AccessToken, StringComparison.OrdinalIgnoreCase);

    public static bool IsPlain(string? type) => Bare(type) is "" || Bare(type).Equals(PlainJwt, StringComparison.OrdinalIgnoreCase);

    private static string Bare(string? type) => type switch
    {
        null => "",
        _ when type.StartsWith(MediaPrefix, StringComparison.OrdinalIgnoreCase) => type[MediaPrefix.Length..],
        _ => type,
    };
}
