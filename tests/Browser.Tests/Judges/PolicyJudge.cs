using AiDevFramework.Browser.Tests.Chromium;
using Microsoft.Playwright;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>What each answer tells the browser it may do with it.</summary>
internal static class PolicyJudge
{
    /// <summary>To the letter, written down a second time.</summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly (string Name, string Value)[] _everywhere =
        [("content-security-policy", Policy), ("x-content-type-options", "nosniff")];

    private static readonly (string Name, string Word)[] _ofDocuments =
        [("cross-origin-opener-policy", "same-origin"), ("permissions-policy", "camera=()"), ("cache-control", "no-store"), ("cache-control", "private"), ("vary", "Cookie"), ("vary", "Authorization")];

    public static async Task<IReadOnlyList<Fault>> FaultsAsync(Visit visit)
    {
        var faults = new List<Fault>();
        var own = new Uri(visit.Answer.Url).GetLeftPart(UriPartial.Authority);
        foreach (var answer in visit.Witness.Answers.Where(answer => IsOfThePage(answer, own)))
        {
            var headers = await answer.AllHeadersAsync();
            faults.AddRange(FaultsOf(new Uri(answer.Url).AbsolutePath, headers, answer.Request.IsNavigationRequest));
        }

        return faults;
    }

    internal static IEnumerable<Fault> FaultsOf(string path, IReadOnlyDictionary<string, string> headers, bool isDocument)
    {
        var plain = _everywhere
            .Where(wanted => headers.GetValueOrDefault(wanted.Name) != wanted.Value)
            .Select(wanted => (wanted.Name, wanted.Value));
        var ofDocument = _ofDocuments
            .Where(wanted => isDocument && !headers.GetValueOrDefault(wanted.Name, "").Split([',', ' ', ';']).Contains(wanted.Word, StringComparer.OrdinalIgnoreCase))
            .Select(wanted => (wanted.Name, Value: wanted.Word));
        return plain.Concat(ofDocument)
            .Select(wanted => new Fault("policy", $"{path} has {wanted.Name} \"{headers.GetValueOrDefault(wanted.Name)}\" instead of \"{wanted.Value}\""));
    }

    /// <summary>What the page calls of the API has the API's own headers; a redirect shows nothing.</summary>
    private static bool IsOfThePage(IResponse answer, string own) =>
        answer.Url.StartsWith(own + "/", StringComparison.Ordinal)
        && !answer.Url.StartsWith(own + "/api/", StringComparison.Ordinal)
        && answer.Status is < 300 or >= 400;
}
