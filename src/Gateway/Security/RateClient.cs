using System.Globalization;
using System.Net;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Hosting.Connections;

namespace AiDevFramework.Gateway.Security;

/// <summary>
/// Whom a request is counted for. Whoever shows a good token has an account apart from the strangers of the same address, those
/// with a wrong token included; a key and a ticket have one account each, wherever they are used.
/// </summary>
/// <param name="Address">Of IPv6, its /64; <see cref="IPAddress.None"/> for a key or a ticket.</param>
/// <param name="Holder">Of a key or a ticket.</param>
internal readonly record struct RateClient(CallerKind Kind, IPAddress Address, string? Holder = null)
{
    /// <summary>The account that clients of a kind share where there are too many to tell apart.</summary>
    public static RateClient CrowdOf(CallerKind kind) => new(kind, IPAddress.None);

    public static RateClient Of(HttpContext context)
    {
        if (context.Features.Get<ProgressPass>() is { ProjectId: not null } ticket)
        {
            return new RateClient(CallerKind.TicketHolder, IPAddress.None, ticket.Holder);
        }

        if (CallerOf.Request(context)?.Account is { } account)
        {
            return new RateClient(CallerKind.Member, IPAddress.None, account);
        }

        var kind = context.User.Identity?.IsAuthenticated ?? false ? CallerKind.Operator : CallerKind.Stranger;
        return new RateClient(kind, SiteOf(context));
    }

    /// <summary>The caller's address as limits count it.</summary>
    public static IPAddress SiteOf(HttpContext context) => ClientAddress.SiteOf(context.Connection.RemoteIpAddress ?? IPAddress.None);

    /// <summary>Names the account to other gateways.</summary>
    public string Key => Kind switch
    {
        CallerKind.Operator => string.Create(CultureInfo.InvariantCulture, $"operator {Address}"),
        CallerKind.TicketHolder => $"ticket {Holder}",
        CallerKind.Member => $"{Holder}",
        _ => string.Create(CultureInfo.InvariantCulture, $"guest {Address}"),
    };
}

internal enum CallerKind
{
    /// <summary>No token, or a wrong one.</summary>
    Stranger = 0,
    Operator = 1,
    TicketHolder = 2,

    /// <summary>Whoever has a key, or is a user by another token.</summary>
    Member = 3,
}
