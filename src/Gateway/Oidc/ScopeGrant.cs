using AiDevFramework.Gateway.Identity;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>What a token may do here. Pure.</summary>
internal static class ScopeGrant
{
    /// <summary>The word of <c>OIDC_DEFAULT_SCOPES</c> for no scope at all.</summary>
    public const string Nothing = "none";

    /// <summary>What may be had without being named in a token: nothing that opens other people's projects, or makes keys that outlive the token.</summary>
    public const Scopes ByDefault = Scopes.PlansRead | Scopes.PlansWrite | Scopes.PlansDelete | Scopes.CostsAll;

    /// <summary>
    /// Words that are not known here give nothing. <c>admin</c> and <c>keys</c> are words that other services use as well: they count where the token is
    /// for this service alone.
    /// </summary>
    /// <param name="words">As the token names them; <see langword="null"/> where it has neither <c>scope</c> nor <c>scp</c>.</param>
    /// <param name="audiences">How many services the token is for.</param>
    public static Scopes Of(IReadOnlyList<string>? words, int audiences, IReadOnlyList<string> defaults)
    {
        if (words is null)
        {
            return ScopeNames.Read(defaults) & ByDefault;
        }

        var named = ScopeNames.Read(words);
        return audiences == 1 ? named : named & ByDefault;
    }
}
