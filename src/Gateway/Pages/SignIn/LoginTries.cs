using System.Globalization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>Counts the tries of everybody together, beside those of each address that <see cref="RatePolicy.Login"/> counts.</summary>
internal sealed class LoginTries(IRateLedger ledger, IOptions<GatewayOptions> options)
{
    private static readonly RateClient _everybody = RateClient.CrowdOf(CallerKind.Stranger);

    /// <returns>The refusal of a try that is one too many; <see langword="null"/> where it may be made.</returns>
    public async ValueTask<ProblemHttpResult?> CountAsync(HttpResponse response)
    {
        if (!options.Value.RateLimitEnabled)
        {
            return null;
        }

        var verdict = await ledger.CountAsync(_everybody, RatePolicy.LoginOfAll);
        if (verdict.Allowed)
        {
            return null;
        }

        response.Headers.RetryAfter = verdict.ResetSeconds.ToString(CultureInfo.InvariantCulture);
        return Problems.TooManyRequests(RatePolicy.LoginOfAll.Name, verdict.ResetSeconds);
    }
}
