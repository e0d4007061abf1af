using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Llm;

/// <summary>Makes a provider's words fit for the log and the database: short, on one line, without secrets and without what they repeat of the
/// prompt.</summary>
/// <param name="secrets">Of the settings: taken out wherever they stand.</param>
internal sealed partial class SecretFilter(IEnumerable<string> secrets)
{
    /// <summary>Characters that are kept.</summary>
    public const int MostText = 300;

    /// <summary>A run of so many characters that stands in the prompt too is a quotation of it.</summary>
    private const int Quotation = 24;

    private const string Removed = "[removed]";

    private readonly string[] _secrets = [.. secrets.Where(secret => secret.Length >= 4).OrderByDescending(secret => secret.Length)];

    public static SecretFilter Of(LlmOptions options) => new(
    [
        options.ApiKey,
        .. options.ExtraHeaders.Select(ExtraHeader.Parse).OfType<ExtraHeader>().Select(header => header.Value),
        .. options.ExtraHeaders.Select(ExtraHeader.Parse).OfType<ExtraHeader>().SelectMany(header => header.Value.Split(' ')).Where(part => part.Length >= 8),
    ]);

    /// <param name="prompt">The texts that were sent.</param>
    /// <returns><see langword="null"/> where nothing was said.</returns>
    public string? Clean(string? said, IEnumerable<string> prompt)
    {
        if (string.IsNullOrWhiteSpace(said))
        {
            return null;
        }

        var text = said;
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Removed, StringComparison.Ordinal);
        }

        text = Credentials().Replace(text, "://" + Removed + "@");
        text = Named().Replace(text, "$1" + Removed);
        text = Bearer().Replace(text, "$1 " + Removed);
        text = Key().Replace(text, Removed);
        foreach (var sent in prompt)
        {
            text = WithoutQuotations(text, sent);
        }

        text = Spaces().Replace(TextSanitiser.Clean(text), " ").Trim();
        return text.Length == 0 ? null : TextCut.AtMost(text, MostText);
    }

    private static string WithoutQuotations(string text, string sent)
    {
        for (var at = 0; at + Quotation <= text.Length;)
        {
            var length = Quotation;
            if (!sent.Contains(text.Substring(at, length), StringComparison.Ordinal))
            {
                at++;
                continue;
            }

            while (at + length < text.Length && sent.Contains(text.Substring(at, length + 1), StringComparison.Ordinal))
            {
                length++;
            }

            text = string.Concat(text.AsSpan(0, at), "…", text.AsSpan(at + length));
            at++;
        }

        return text;
    }

    [GeneratedRegex(@"://[^/\s@""'<>]{1,200}@", RegexOptions.CultureInvariant)]
    private static partial Regex Credentials();

    [GeneratedRegex(
        @"((?:api[-_ ]?key|x-api-key|access[-_ ]?token|refresh[-_ ]?token|auth[-_ ]?token|\btoken|secret|password|passwd|pwd|authorization|signature|\bsig|\bkey)(?:[""']?\s*(?:[:=]|=>)\s*|[^\w\s]{0,3}(?: provided| supplied| was| is)?: )(?:basic |bearer )?[""']?)(?!\d{1,9}\b)[^\s""'&,;)}\]]{6,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(bearer|basic)\s+[\w\-.~+/=*]{6,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bearer();

    /// <summary>Keys by their shape: with a known beginning, signed tokens, and long runs of letters and digits.</summary>
    [GeneratedRegex(
        @"\b(?:sk|pk|rk|gsk|xai|hf|r8|nvapi|AIza|ya29|ghp|gho|ghs|github_pat|glpat|fw|pplx|tgp|csk|AKIA|ASIA|key)[-_.]?[\w\-.*…]{8,}|\beyJ[\w\-]{10,}\.[\w\-.]*|\b(?=[A-Za-z0-9_\-]*\d)(?=[A-Za-z0-9_\-]*[A-Za-z])[A-Za-z0-9_\-]{32,}\b|\b[0-9a-f]{24,}\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
