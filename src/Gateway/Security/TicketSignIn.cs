namespace AiDevFramework.Gateway.Security;

/// <summary>On an endpoint that follows a project: a ticket opens it as well as the admin token, in a header or in the query.</summary>
internal sealed class TicketSignIn
{
    public static readonly TicketSignIn Offered = new();

    private TicketSignIn()
    {
    }
}
