using System.Globalization;

namespace AiDevFramework.Gateway.Security;

/// <summary>How often a client may do something; put on an endpoint as metadata. Each request is counted by one policy alone: the
/// endpoint's own, or the global one where it has none.</summary>
/// <param name="Name">As the RateLimit headers show it.</param>
/// <param name="Quota">Requests per <see cref="WindowSeconds"/>, 1 or more; 0 for <see cref="Exempt"/>.</param>
internal sealed record RatePolicy(string Name, int Quota)
{
    public const int WindowSeconds = 60;

    /// <summary>No limit at all, not even the global one.</summary>
    public static readonly RatePolicy Exempt = new("exempt", 0);

    public static readonly RatePolicy Create = new("create", 10);
    public static readonly RatePolicy StartWorkflow = new("start-workflow", 5);
    public static readonly RatePolicy Retry = new("retry", 5);
    public static readonly RatePolicy Cancel = new("cancel", 5);
    public static readonly RatePolicy Delete = new("delete", 10);
    public static readonly RatePolicy GetAudit = new("get-audit", 30);
    public static readonly RatePolicy GetProject = new("get-project", 30);
    public static readonly RatePolicy ListProjects = new("list-projects", 60);
    public static readonly RatePolicy GetDocuments = new("get-documents", 30);
    public static readonly RatePolicy GetDocument = new("get-document", 30);
    public static readonly RatePolicy GetPlan = new("get-plan", 60);
    public static readonly RatePolicy GetCosts = new("get-costs", 30);
    public static readonly RatePolicy Estimate = new("estimate", 30);
    public static readonly RatePolicy GetEvents = new("get-events", 60);
    public static readonly RatePolicy FollowEvents = new("follow-events", 60);
    public static readonly RatePolicy CreateTicket = new("create-ticket", 30);

    public static readonly RatePolicy CreateKey = new("create-key", 10);
    public static readonly RatePolicy GetKeys = new("get-keys", 30);
    public static readonly RatePolicy RevokeKey = new("revoke-key", 30);

    public static readonly RatePolicy Description = new("api-description", 60);

    /// <summary>Its page asks several times a second for as long as it is open.</summary>
    public static readonly RatePolicy Dashboard = new("dashboard", 1200);

    /// <summary>Wrong passwords of <see cref="BrowserSignIn"/>.</summary>
    public static readonly RatePolicy Password = new("password", 10);

    /// <summary>Screens, which a person can walk through fast.</summary>
    public static readonly RatePolicy Page = new("page", 600);

    /// <summary>Tries to sign in, from one address.</summary>
    public static readonly RatePolicy Login = new("login", 10);

    /// <summary>Tries to sign in, of everybody together.</summary>
    public static readonly RatePolicy LoginOfAll = new("login-of-all", 100);

    /// <summary>The value of the header <c>RateLimit-Policy</c>.</summary>
    public string Header { get; } = string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={Quota};w={WindowSeconds}");

    /// <summary>The sustained rate of <c>RATE_LIMIT_PER_SECOND</c> over one window, for everything that has no limit of its own.</summary>
    public static RatePolicy Global(int perSecond) => new("global", perSecond * WindowSeconds);
}
