namespace AiDevFramework.Gateway.Security;

internal static class BearerToken
{
    private const string Prefix = "Bearer ";

    /// <returns><see langword="null"/> without the header, with more than one, or with another scheme.</returns>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && header[Prefix.Length..].Trim() is { Length: > 0 } token
            ? token
            : null;
}
