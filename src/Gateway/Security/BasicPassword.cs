using System.Text;

namespace AiDevFramework.Gateway.Security;

internal static class BasicPassword
{
    private const string Prefix = "Basic ";

    /// <returns>The password of <c>Authorization: Basic</c>, whatever the user; <see langword="null"/> without the header, with more
    /// than one, or with one that cannot be read.</returns>
    public static string? Of(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var encoded = header[Prefix.Length..].Trim();
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var count)
            && Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2) is [_, { Length: > 0 } password]
            ? password
            : null;
    }
}
