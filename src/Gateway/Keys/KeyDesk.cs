using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Keys;

/// <summary>The door to keys: a caller makes, sees and revokes his own; whoever sees all, everybody's.</summary>
internal sealed class KeyDesk(IGrainFactory grains, KeyRing ring, TimeProvider clock)
{
    private IApiKeys Keys => grains.GetGrain<IApiKeys>(IApiKeys.Only);

    /// <returns>The key as text and as it is stored, or the refusal.</returns>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public async Task<(string? Text, ApiKey? Key, ProblemHttpResult? Refusal)> MakeAsync(
        Caller caller, CreateKeyRequest request, CancellationToken cancellationToken)
    {
        var owner = request.UserId ?? caller.UserId ?? throw new InvalidOperationException("The body was not checked.");
        if (!caller.MaySee(owner))
        {
            return (null, null, Problems.ForeignUser());
        }

        var scopes = ScopeNames.Read(request.Scopes);
        if (!caller.Has(scopes))
        {
            return (null, null, Problems.MissingScope(ScopeNames.Of(scopes & ~caller.Scopes)));
        }

        var (text, key) = KeyText.Make();
        var now = WireTime.Now(clock);
        DateTimeOffset? expires = request.ExpiresInDays is { } days ? now.AddDays(days) : null;
        var order = new NewApiKey(
            key.Id, Convert.ToHexStringLower(key.Digest), owner, request.Name, string.Join(' ', ScopeNames.Of(scopes)), now, expires);
        return await InTimeAsync(Keys.MakeAsync(order, cancellationToken), cancellationToken) is { } made
            ? (text, made, null)
            : (null, null, Problems.TooManyKeys(IApiKeys.MostPerOwner));
    }

    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public Task<IReadOnlyList<ApiKey>> ListAsync(Caller caller, string? before, int limit, CancellationToken cancellationToken) =>
        InTimeAsync(Keys.ListAsync(new ApiKeyQuery(OwnerFor(caller), before, limit), cancellationToken), cancellationToken);

    /// <returns>Whether there was such a key.</returns>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public async Task<bool> RevokeAsync(Caller caller, string keyId, CancellationToken cancellationToken)
    {
        if (await InTimeAsync(Keys.RevokeAsync(keyId, OwnerFor(caller), cancellationToken), cancellationToken) is not { } revoked)
        {
            return false;
        }

        ring.Apply(revoked); // here at once; elsewhere within two seconds
        return true;
    }

    private static Guid? OwnerFor(Caller caller) => caller.SeesAll ? null : caller.UserId;

    private Task<T> InTimeAsync<T>(Task<T> work, CancellationToken cancellationToken) =>
        work.WaitAsync(RequestTime.Work, clock, cancellationToken);
}
