namespace AiDevFramework.Gateway.Security;

/// <summary>Who may follow a project: the admin token or a ticket for that project, in a header or in the query.</summary>
internal sealed class ProgressAccess(AdminToken admin, Tickets tickets)
{
    public async Task<AccessVerdict> CheckAsync(HttpContext context, Guid projectId)
    {
        var request = context.Request;
        var token = BearerToken.Of(request) ?? One(request.Query["token"]) ?? One(request.Query["access_token"]);
        if (token is null)
        {
            return AccessVerdict.Unauthenticated;
        }

        if (admin.Matches(token))
        {
            return AccessVerdict.Granted;
        }

        var opened = await tickets.ReadAsync(token);
        return opened is null ? AccessVerdict.Unauthenticated
            : opened == projectId ? AccessVerdict.Granted
            : AccessVerdict.WrongProject;
    }

    /// <returns>Whether the request brings a token at all, in any of the places that are read.</returns>
    public static bool TokenGiven(HttpRequest request) => request.Headers.Authorization.Count > 0
        || request.Query.ContainsKey("token") || request.Query.ContainsKey("access_token");

    private static string? One(Microsoft.Extensions.Primitives.StringValues values) =>
        values is [{ Length: > 0 } value] ? value : null;
}

internal enum AccessVerdict
{
    Granted = 0,

    /// <summary>No token, or one that opens nothing: answer 401.</summary>
    Unauthenticated = 1,

    /// <summary>A valid ticket for another project.</summary>
    WrongProject = 2,
}
