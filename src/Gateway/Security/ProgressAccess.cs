using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace AiDevFramework.Gateway.Security;

/// <summary>Who may follow a project: the admin token or a ticket for that project, in a header or in the query.</summary>
internal sealed class ProgressAccess(AdminToken admin, Tickets tickets)
{
    /// <returns>What the caller's token opens, or <see langword="null"/>.</returns>
    public ProgressPass? FindPass(HttpRequest request)
    {
        var token = BearerToken.Of(request) ?? One(request.Query["token"]) ?? One(request.Query["access_token"]);
        if (token is null)
        {
            return null;
        }

        var replaced = admin.Replaced; // before the token is looked at: a change in between ends the connection, never misses it
        if (admin.Matches(token))
        {
            return new ProgressPass(null, "admin", replaced);
        }

        return tickets.Read(token) is { } opened ? new ProgressPass(opened, HolderOf(token), replaced) : null;
    }

    /// <returns>Whether the request brings a token at all, in any of the places that are read.</returns>
    public static bool TokenGiven(HttpRequest request) => request.Headers.Authorization.Count > 0
        || request.Query.ContainsKey("token") || request.Query.ContainsKey("access_token");

    private static string? One(StringValues values) => values is [{ Length: > 0 } value] ? value : null;

    /// <summary>A ticket is written in one way only, so that its holder is one however it is sent.</summary>
    private static string HolderOf(string ticket) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)));
}

/// <summary>A token that was found good; a feature of requests to endpoints with <see cref="TicketSignIn"/>.</summary>
/// <param name="ProjectId">The only project it opens; <see langword="null"/>: all of them.</param>
/// <param name="Holder">Tells tokens apart for counting; no secret.</param>
/// <param name="Replaced">Fires when the admin token that it rests on is changed.</param>
internal sealed record ProgressPass(Guid? ProjectId, string Holder, CancellationToken Replaced)
{
    public bool Admits(Guid projectId) => ProjectId is null || ProjectId == projectId;
}
