using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AiDevFramework.Chaos.Checker.Documents;

/// <summary>What code writes into a document, and what is left of it without that.</summary>
internal static partial class OwnLines
{
    /// <returns>The lines of a model, without blank ones.</returns>
    public static IEnumerable<string> Without(DocumentText text) =>
        text.Lines.Select(line => line.TrimEnd()).Where(line => line.Length > 0 && !Constraint().IsMatch(line) && !Fit().IsMatch(line) && line != Missing);

    /// <summary>As the fake provider makes it of what it sent.</summary>
    public static string Sha256(DocumentText text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Without(text)))));

    /// <returns>Lines of prose that no answer has. What code may rewrite of a line (labels, identifiers, numbers) does not count, nor do headings.</returns>
    public static IEnumerable<string> Foreign(DocumentText text, IEnumerable<string> answers)
    {
        var known = answers.SelectMany(answer => answer.Split('\n')).Select(LettersOf).ToHashSet(StringComparer.Ordinal);
        return Without(text).Where(line => !line.StartsWith('#') && LettersOf(line) is { Length: >= 12 } letters && !known.Contains(letters));
    }

    private const string Missing = "None: this part is missing.";

    private static string LettersOf(string line) => NotProse().Replace(line, "");

    [GeneratedRegex("^- C[0-9]{1,5} [^:]+: \".*\" → ")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"^\*\*Fit\*\*: .*(Binding|Verbindlich): C[0-9]")]
    private static partial Regex Fit();

    /// <summary>Identifiers with their numbers, and all that is no letter.</summary>
    [GeneratedRegex(@"\b(F|AC|US|NFR|M|T|A|I|Q|X|C)[0-9]+(\.[0-9]+)?\b|\P{L}+")]
    private static partial Regex NotProse();
}
