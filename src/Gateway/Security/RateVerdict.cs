namespace AiDevFramework.Gateway.Security;

/// <param name="States">One for each limit that was asked about, in that order.</param>
internal sealed record RateVerdict(bool Allowed, IReadOnlyList<RateState> States);

/// <param name="Remaining">Requests left now.</param>
/// <param name="ResetSeconds">Until one more is left; 0 where none is taken.</param>
internal readonly record struct RateState(RatePolicy Policy, int Remaining, int ResetSeconds);
