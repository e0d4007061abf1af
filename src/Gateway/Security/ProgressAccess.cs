using System.Security.Cryptography;
using System.Text;
using AiDevFramework.Gateway.Identity;
using Microsoft.Extensions.Primitives;

namespace AiDevFramework.Gateway.Security;

/// <summary>Who may follow a project: the admin token, a key, a token of OIDC or a ticket for that project, in a header or in the query.</summary>
internal sealed class ProgressAccess(AdminToken admin, ICallers callers, Tickets tickets)
{
    /// <returns>What the caller's token opens, or <see langword="null"/>; and whether that cannot be told now.</returns>
    public async ValueTask<(ProgressPass? Pass, bool Unavailable)> FindPassAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var token = BearerToken.Of(request) ?? One(request.Query["token"]) ?? One(request.Query["access_token"]);
        if (token is null)
        {
            return (null, false);
        }

        var replaced = admin.Replaced; // before the token is looked at: a change in between ends the connection, never misses it
        if (tickets.Find(token) is { } ticket)
        {
            var pass = new ProgressPass(ticket.ProjectId, HolderOf(token), replaced) { EndsAt = ticket.EndsAt };
            return ticket.KeyId is null ? (pass, false) : await OfKeyAsync(pass, ticket.KeyId, cancellationToken);
        }

        var verdict = await callers.RecognizeAsync(token, cancellationToken);
        return verdict is CallerVerdict.Known { Caller: var caller }
            ? (ProgressPass.Of(caller), false)
            : (null, verdict is CallerVerdict.Unavailable);
    }

    /// <returns>Whether the request brings a token at all, in any of the places that are read.</returns>
    public static bool TokenGiven(HttpRequest request) => request.Headers.Authorization.Count > 0
        || request.Query.ContainsKey("token") || request.Query.ContainsKey("access_token");

    /// <summary>A ticket that was made with a key ends with it.</summary>
    private async ValueTask<(ProgressPass?, bool)> OfKeyAsync(ProgressPass pass, string keyId, CancellationToken cancellationToken)
    {
        var verdict = await callers.FindKeyAsync(keyId, cancellationToken);
        return verdict is CallerVerdict.Known { Caller: var caller }
            ? (pass with { KeyEnded = caller.Ended }, false)
            : (null, verdict is CallerVerdict.Unavailable);
    }

    private static string? One(StringValues values) => values is [{ Length: > 0 } value] ? value : null;

    /// <summary>A ticket is written in one way only, so that its holder is one however it is sent.</summary>
    private static string HolderOf(string ticket) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)));
}

/// <summary>A token that was found good; a feature of requests to endpoints with <see cref="TicketSignIn"/>.</summary>
/// <param name="ProjectId">The only project it opens; <see langword="null"/>: all that <see cref="Caller"/> may see.</param>
/// <param name="Holder">Tells tokens apart for counting; no secret.</param>
/// <param name="Replaced">Fires when the admin token that it rests on is changed, or the key is no longer good.</param>
internal sealed record ProgressPass(Guid? ProjectId, string Holder, CancellationToken Replaced)
{
    /// <summary>Whose token it is; <see langword="null"/> for a ticket.</summary>
    public Caller? Caller { get; init; }

    /// <summary>Fires when the key that a ticket was made with is no longer good.</summary>
    public CancellationToken KeyEnded { get; init; }

    /// <summary>When the token of OIDC ends that it is or was made with; <see langword="null"/>: there is none.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <returns>The pass of a caller, to all that he may see.</returns>
    public static ProgressPass Of(Caller caller) => new(null, caller.Account ?? caller.Name, caller.Ended) { Caller = caller, EndsAt = caller.EndsAt };

    public bool Admits(Guid projectId) => ProjectId is null || ProjectId == projectId;
}
