using AiDevFramework.Gateway.Identity;

namespace AiDevFramework.Gateway.Security;

/// <summary>
/// Short-lived passes to the progress of one project, for browsers, which cannot send headers with a WebSocket. Signed with
/// a key made from the admin token, so every gateway accepts the tickets of every other, and a new token ends them all.
/// </summary>
internal sealed class Tickets(AdminToken admin, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly DerivedKey _key = new(admin, "aidev progress ticket 1");

    /// <param name="caller">Whoever asks: the ticket ends with his key or token. <see langword="null"/>: the operator.</param>
    public string Mint(Guid projectId, Caller? caller = null) => Issue(projectId, caller).Token;

    /// <inheritdoc cref="Mint"/>
    public Ticket Issue(Guid projectId, Caller? caller = null)
    {
        var (usual, end) = ((clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds(), caller?.EndsAt?.ToUnixTimeSeconds());
        var expires = Math.Min(usual, end ?? usual);
        return new Ticket(TicketText.Write(_key.Now, new TicketClaims(projectId, expires, null, caller?.KeyId, end)), DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    /// <returns>The project that the ticket opens now; <see langword="null"/> for anything but a valid ticket of ours.</returns>
    public Guid? Read(string ticket) => Find(ticket)?.ProjectId;

    /// <returns>What a ticket says that is valid now; <see langword="null"/> for anything else.</returns>
    public TicketClaims? Find(string ticket)
    {
        var claims = TicketText.Read(_key.Now, ticket);
        return claims is not null && claims.HoldsAt(clock.GetUtcNow().ToUnixTimeSeconds()) ? claims : null;
    }
}

internal sealed record Ticket(string Token, DateTimeOffset ExpiresAt);
