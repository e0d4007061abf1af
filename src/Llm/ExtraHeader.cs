namespace AiDevFramework.Llm;

/// <summary>A request header that the operator adds, as some gateways and company proxies want it.</summary>
internal sealed record ExtraHeader(string Name, string Value)
{
    /// <summary>Set by the service, or part of the connection.</summary>
    private static readonly string[] Reserved =
        ["Authorization", "Accept", "Accept-Encoding", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Expect", "Host", "Transfer-Encoding", "Upgrade"];

    /// <returns><see langword="null"/> where it is no <c>Name: value</c>.</returns>
    public static ExtraHeader? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon < 0 ? ("", "") : (text[..colon].Trim(), text[(colon + 1)..].Trim());
        return name.Length > 0
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal))
            && !value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            && !Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? new ExtraHeader(name, value)
            : null;
    }
}
