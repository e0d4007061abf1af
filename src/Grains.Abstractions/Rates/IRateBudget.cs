namespace AiDevFramework.Grains.Abstractions.Rates;

/// <summary>
/// What one client may still ask of all gateways together, keyed by the client. Gateways lease a few requests at a time and
/// count by themselves; each lease tells what they counted, so a budget that is lost with its silo is whole again at once.
/// </summary>
[Alias("aidev.rate-budget")]
public interface IRateBudget : IGrainWithStringKey
{
    /// <summary>How long a granted request may wait to be used. What is not used by then is free for the others.</summary>
    const int LeaseSeconds = 2;

    /// <summary>What counts: the requests of the last minute.</summary>
    const int WindowSeconds = 60;

    /// <param name="gateway">Name of the asking process; it replaces what that process told before.</param>
    /// <returns>One grant for each ask, in their order.</returns>
    [ResponseTimeout("00:00:02")]
    Task<IReadOnlyList<RateGrant>> LeaseAsync(string gateway, IReadOnlyList<RateAsk> asks, CancellationToken cancellationToken);
}

/// <param name="Quota">Requests per <see cref="IRateBudget.WindowSeconds"/> over all gateways.</param>
/// <param name="Wanted">How many more the gateway would like to let in.</param>
/// <param name="Used">Requests that this gateway let in, per second, the present second first; zeros at the end are left out.</param>
[GenerateSerializer, Immutable, Alias("aidev.rate-ask")]
public sealed record RateAsk(
    [property: Id(0)] string Policy,
    [property: Id(1)] int Quota,
    [property: Id(2)] int Wanted,
    [property: Id(3)] IReadOnlyList<int> Used);

/// <param name="Granted">0 up to what was wanted; valid for <see cref="IRateBudget.LeaseSeconds"/> from the ask on.</param>
/// <param name="Elsewhere">Requests that other gateways let in or may let in.</param>
/// <param name="ResetSeconds">Until one of the requests leaves the window; 0 where there is none.</param>
/// <param name="Gateways">Gateways that the client used within the window, this one included.</param>
[GenerateSerializer, Immutable, Alias("aidev.rate-grant")]
public sealed record RateGrant(
    [property: Id(0)] int Granted,
    [property: Id(1)] int Elsewhere,
    [property: Id(2)] int ResetSeconds,
    [property: Id(3)] int Gateways);
