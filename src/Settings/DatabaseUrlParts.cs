namespace AiDevFramework.Settings;

/// <summary>A database URL, taken apart and decoded; nothing in it is checked yet.</summary>
/// <param name="Servers">At least one; a host may be empty, a port missing.</param>
/// <param name="Options">In the order of the query.</param>
/// <param name="HasStrayAt">Whether an @ follows where none belongs: a password with a raw <c>/</c> or <c>?</c>, most likely.</param>
internal sealed record DatabaseUrlParts(
    string? User, string? Password, IReadOnlyList<(string Host, string? Port)> Servers, string Database,
    IReadOnlyList<(string Name, string Value)> Options, bool HasStrayAt)
{
    private const string Encoding = " In user and password write / as %2F, ? as %3F, # as %23, @ as %40, : as %3A and % as %25.";

    /// <summary>What else to say about a part that cannot be understood. Begins with a space where there is something.</summary>
    public string Advice => HasStrayAt ? Encoding : "";

    /// <exception cref="FormatException">It is no URL of PostgreSQL; the message repeats nothing of it.</exception>
    public static DatabaseUrlParts Split(string url, string variable)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || !IsScheme(url[..scheme]))
        {
            throw new FormatException($"{variable} is no PostgreSQL URL. Write postgresql://user:password@host:5432/database.");
        }

        var rest = url[(scheme + 3)..];
        var end = rest.IndexOfAny(['/', '?']);
        var (authority, tail) = end < 0 ? (rest, "") : (rest[..end], rest[end..]);
        var question = tail.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (tail, "") : (tail[..question], tail[(question + 1)..]);
        var hasStrayAt = path.Contains('@', StringComparison.Ordinal) || query.Contains('@', StringComparison.Ordinal);
        if (path.Contains('@', StringComparison.Ordinal))
        {
            throw new FormatException($"{variable} cannot be read: there is an @ behind the host.{Encoding}");
        }

        var at = authority.LastIndexOf('@');
        var user = at < 0 ? [] : authority[..at].Split(':', 2);
        return new DatabaseUrlParts(
            user.Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            [.. authority[(at + 1)..].Split(',').Select(server => ServerOf(server, variable))],
            Uri.UnescapeDataString(path.Trim('/')),
            [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(OptionOf)],
            hasStrayAt);
    }

    /// <summary>SQLAlchemy puts the name of the driver behind a plus.</summary>
    private static bool IsScheme(string scheme) => scheme.Split('+') is ["postgresql" or "postgres"] or ["postgresql" or "postgres", { Length: > 0 }];

    private static (string Host, string? Port) ServerOf(string text, string variable)
    {
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || (close + 1 < text.Length && text[close + 1] != ':'))
            {
                throw new FormatException($"{variable} has an IPv6 address whose bracket is not closed: write [::1]:5432.");
            }

            return (text[1..close], close + 2 <= text.Length ? text[(close + 2)..] : null);
        }

        var colon = text.LastIndexOf(':');
        return colon < 0 ? (Uri.UnescapeDataString(text), null) : (Uri.UnescapeDataString(text[..colon]), text[(colon + 1)..]);
    }

    private static (string Name, string Value) OptionOf(string pair) => pair.Split('=', 2) is [var name, var value]
        ? (Uri.UnescapeDataString(name), Uri.UnescapeDataString(value))
        : (pair, "");
}
