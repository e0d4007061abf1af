namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>What a session says of the person that it belongs to.</summary>
/// <param name="Name">As his key or token names him.</param>
/// <param name="UserId">Whose projects he sees; <see langword="null"/>: those of everybody.</param>
/// <param name="Scopes">What he may do, as a number. Where there is a key, what that allows by now counts.</param>
/// <param name="KeyId">The key that the session was made from; <see langword="null"/>: another token.</param>
/// <param name="Expires">In seconds since 1970; from then on it opens nothing.</param>
internal sealed record SessionClaims(string Name, Guid? UserId, long Scopes, string? KeyId, long Expires)
{
    public DateTimeOffset EndsAt => DateTimeOffset.FromUnixTimeSeconds(Expires);
}
