namespace AiDevFramework.Gateway.Security;

/// <param name="Remaining">Requests left now.</param>
/// <param name="ResetSeconds">Until one more is left; 0 where none is taken.</param>
internal readonly record struct RateVerdict(bool Allowed, int Remaining, int ResetSeconds);
