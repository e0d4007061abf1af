using System.Security.Cryptography;
using System.Text;

namespace AiDevFramework.Gateway.Security;

/// <summary>Who may follow a project: the admin token or a ticket for that project, in a header or in the query.</summary>
internal sealed class ProgressAccess(AdminToken admin, Tickets tickets)
{
    public async Task<AccessVerdict> CheckAsync(HttpContext context, Guid projectId) =>
        await FindPassAsync(context.Request) switch
        {
            null => AccessVerdict.Unauthenticated,
            var pass when pass.Opens(projectId) => AccessVerdict.Granted,
            _ => AccessVerdict.WrongProject,
        };

    /// <returns>What the caller's token opens, or <see langword="null"/>.</returns>
    public async Task<ProgressPass?> FindPassAsync(HttpRequest request)
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

        return await tickets.ReadAsync(token) is { } opened ? new ProgressPass(opened, HolderOf(token), replaced) : null;
    }

    /// <returns>Whether the request brings a token at all, in any of the places that are read.</returns>
    public static bool TokenGiven(HttpRequest request) => request.Headers.Authorization.Count > 0
        || request.Query.ContainsKey("token") || request.Query.ContainsKey("access_token");

    private static string? One(Microsoft.Extensions.Primitives.StringValues values) =>
        values is [{ Length: > 0 } value] ? value : null;

    private static string HolderOf(string ticket) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)));
}

/// <summary>A token that was found good.</summary>
/// <param name="ProjectId">The only project it opens; <see langword="null"/>: all of them.</param>
/// <param name="Holder">Tells tokens apart for counting; no secret.</param>
/// <param name="Replaced">Fires when the admin token that it rests on is changed.</param>
internal sealed record ProgressPass(Guid? ProjectId, string Holder, CancellationToken Replaced)
{
    public bool Opens(Guid projectId) => ProjectId is null || ProjectId == projectId;
}

internal enum AccessVerdict
{
    Granted = 0,

    /// <summary>No token, or one that opens nothing: answer 401.</summary>
    Unauthenticated = 1,

    /// <summary>A valid ticket for another project.</summary>
    WrongProject = 2,
}
