using AiDevFramework.Gateway.Identity;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>Recognizes callers by the access tokens of an issuer.</summary>
internal sealed partial class OidcTokens(IOptions<OidcOptions> options, SigningKeys keys, TimeProvider clock, ILogger<OidcTokens> logger)
{
    public async ValueTask<CallerVerdict> JudgeAsync(string text, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (!settings.IsOn)
        {
            return CallerVerdict.Unknown.Instance;
        }

        if (OidcToken.Read(text) is not { } token)
        {
            return Refuse(OidcRefusal.Malformed);
        }

        if (OidcRules.Check(token, settings, clock.GetUtcNow()) is not OidcRefusal.None and var refusal)
        {
            return Refuse(refusal);
        }

        return await VerifyAsync(token, cancellationToken) switch
        {
            OidcRefusal.None => new CallerVerdict.Known(OidcRules.CallerOf(token, settings)),
            null => CallerVerdict.Unavailable.Instance,
            { } reason => Refuse(reason),
        };
    }

    /// <returns><see langword="null"/> where it cannot be told now.</returns>
    private async ValueTask<OidcRefusal?> VerifyAsync(OidcToken token, CancellationToken cancellationToken)
    {
        if (await keys.GetAsync(cancellationToken) is not { } known)
        {
            return null;
        }

        var match = known.Verify(token);
        if (match is KeyMatch.NoKey)
        {
            var (fresh, isCurrent) = await keys.RefreshAsync(cancellationToken);
            (known, match) = (fresh ?? known, (fresh ?? known).Verify(token));
            if (match is KeyMatch.NoKey && !isCurrent)
            {
                return null;
            }
        }

        return match switch
        {
            KeyMatch.Good when known.Issuer == token.Issuer => OidcRefusal.None,
            KeyMatch.Good => OidcRefusal.Issuer,
            KeyMatch.Forged => OidcRefusal.Signature,
            _ => OidcRefusal.Key,
        };
    }

    private CallerVerdict.Unknown Refuse(OidcRefusal refusal)
    {
        LogRefused(refusal);
        return CallerVerdict.Unknown.Instance;
    }

    [LoggerMessage(LogLevel.Debug, "A token of OIDC is refused: {Refusal}")]
    private partial void LogRefused(OidcRefusal refusal);
}
