using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace AiDevFramework.Gateway.Api;

/// <summary>Every refusal of the service as RFC 9457 problem details: one method each, whose detail says what to do.</summary>
internal static class Problems
{
    /// <summary>Member of a 500: what its log entry can be found by.</summary>
    public const string TraceId = "trace_id";

    /// <summary>Two requests that have the same are one command.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    private const string Types = "urn:aidev:problem:";

    public static ProblemHttpResult Validation(IReadOnlyDictionary<string, string[]> errors) => Problem(
        StatusCodes.Status400BadRequest, "validation", "The request is not valid",
        string.Join(' ', errors.SelectMany(error => error.Value)), new() { ["errors"] = errors });

    public static ProblemHttpResult BadBody(string complaint) => Validation(new Dictionary<string, string[]>
    {
        ["body"] = [$$"""{{complaint}} Send one JSON object like {"idea": "…", "user_id": "…"}."""],
    });

    /// <summary>The body ended early, or its chunks cannot be read.</summary>
    public static ProblemHttpResult BrokenBody() => Problem(
        StatusCodes.Status400BadRequest, "broken-body", "The body did not arrive whole",
        "The body ended early, or its chunks are malformed. Send the request again; if it comes through a proxy, look at that.");

    public static ProblemHttpResult HostNotAllowed() => Problem(
        StatusCodes.Status421MisdirectedRequest, "host-not-allowed", "This service does not answer to that host name",
        "Ask by an address that the service is known by, or add the host to its setting ALLOWED_HOSTS.");

    /// <summary>A request of the page's session that another site made a browser send.</summary>
    public static ProblemHttpResult ForeignOrigin() => Problem(
        StatusCodes.Status403Forbidden, "foreign-origin", "The request came from another page",
        "Open the page itself and do it there. A proxy must pass on the headers Host and Origin.");

    public static ProblemHttpResult InvalidProjectId() => Validation(new Dictionary<string, string[]>
    {
        ["project_id"] = ["project_id in the path must be a UUID like 123e4567-e89b-12d3-a456-426614174000, as creating a project answered it."],
    });

    public static ProblemHttpResult InvalidDocumentType() => Validation(new Dictionary<string, string[]>
    {
        ["document_type"] = [$"document_type in the path must be one of {string.Join(", ", Enum.GetValues<DocumentType>().Select(WireName.Of))}."],
    });

    public static ProblemHttpResult ProjectNotFound(Guid projectId) => Problem(
        StatusCodes.Status404NotFound, "project-not-found", "Project not found",
        $"There is no project {projectId}. Check the id, or create a project with POST /projects.");

    public static ProblemHttpResult DocumentNotFound(Guid projectId, DocumentType type) => Problem(
        StatusCodes.Status404NotFound, "document-not-found", "Document not found",
        $"Project {projectId} has no {WireName.Of(type)} document (yet). GET …/documents lists those it has"
        + (type is DocumentType.EventStorming ? "; event storming is left out for simple ideas." : "."));

    public static ProblemHttpResult InvalidPlanPart(IReadOnlyList<string> names) => Validation(new Dictionary<string, string[]>
    {
        ["part"] = [$"part must name parts of a plan with commas between them: {string.Join(", ", names)}."],
    });

    public static ProblemHttpResult InvalidReady() => Validation(new Dictionary<string, string[]>
    {
        ["ready"] = ["ready must be true or false."],
    });

    public static ProblemHttpResult InvalidPurge() => Validation(new Dictionary<string, string[]>
    {
        ["purge"] = ["purge must be true or false."],
    });

    public static ProblemHttpResult PlanItemNotFound(Guid projectId) => Problem(
        StatusCodes.Status404NotFound, "plan-item-not-found", "Item not found",
        $"The plan of project {projectId} has no such item (yet). GET …/plan has the identifiers of all items.");

    /// <summary>The specification's answer to a start that does not apply.</summary>
    public static ProblemHttpResult CannotStart(ProjectView project) => Problem(
        StatusCodes.Status400BadRequest, "workflow-already-started", "The workflow cannot be started",
        project.Status switch
        {
            WorkflowStatus.Processing => "The workflow is running already. Follow it over the WebSocket, or stop it with POST …/cancel.",
            WorkflowStatus.Completed => "The workflow is completed. Read its documents, or create a new project to run again.",
            WorkflowStatus.Failed => "The workflow has failed. Continue it at the failed phase with POST …/retry.",
            _ => "The workflow was started before. Create a new project to run again.",
        },
        StatusOf(project));

    public static ProblemHttpResult CannotRetry(ProjectView project) => Problem(
        StatusCodes.Status409Conflict, "retry-not-applicable", "There is nothing to retry",
        project.Status switch
        {
            WorkflowStatus.Created => "The workflow was never started. Start it with POST …/start-workflow.",
            WorkflowStatus.Processing => "The workflow is running. Only a failed one can be retried.",
            WorkflowStatus.Completed => "The workflow is completed. Read its documents.",
            _ => "Only a failed workflow can be retried. Create a new project to run again.",
        },
        StatusOf(project));

    public static ProblemHttpResult CannotCancel(ProjectView project) => Problem(
        StatusCodes.Status409Conflict, "cancel-not-applicable", "There is nothing to cancel",
        project.Status is WorkflowStatus.Created
            ? "The workflow was never started; nothing runs."
            : "The workflow has ended already; only a running one can be cancelled.",
        StatusOf(project));

    public static ProblemHttpResult InvalidIdempotencyKey() => Validation(new Dictionary<string, string[]>
    {
        [IdempotencyKey] = [$"{IdempotencyKey} must be one header of 1 to 255 printable ASCII characters, as a UUID: a new one for each new command."],
    });

    /// <summary>The first try of the same command is not answered yet.</summary>
    public static ProblemHttpResult CommandStillRuns(HttpContext context)
    {
        const int retryAfterSeconds = 1;
        context.Response.Headers.RetryAfter = retryAfterSeconds.ToString("D", null);
        return Problem(
            StatusCodes.Status409Conflict, "still-running", "The first request with this Idempotency-Key is still being worked on",
            $"Send the request again in {retryAfterSeconds} s, with the same key: it is carried out once.");
    }

    public static ProblemHttpResult IdempotencyKeyTaken() => Problem(
        StatusCodes.Status422UnprocessableEntity, "idempotency-key-taken", "This Idempotency-Key came with another body",
        "A key stands for one command. Send the body that came with it first, or this one with a new key.");

    /// <summary>The project that the same request made before.</summary>
    public static ProblemHttpResult ProjectDeleted(Guid projectId) => Problem(
        StatusCodes.Status410Gone, "project-deleted", "The project was deleted",
        $"This request made the project {projectId}, which was deleted since. Send it with a new Idempotency-Key to make another one.");

    public static ProblemHttpResult NotJson() => Problem(
        StatusCodes.Status415UnsupportedMediaType, "not-json", "Unsupported media type",
        "Send the body as UTF-8 JSON with the header Content-Type: application/json.");

    public static ProblemHttpResult CompressedBody(HttpContext context)
    {
        context.Response.Headers.AcceptEncoding = "identity"; // RFC 9110, 12.5.3
        return Problem(
            StatusCodes.Status415UnsupportedMediaType, "compressed-body", "Unsupported content coding",
            "Send the body uncompressed, without the header Content-Encoding.");
    }

    public static ProblemHttpResult BodyTooLarge(int limitBytes) => Problem(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is too large",
        $"Send at most {limitBytes} bytes; an idea has {IdeaLimits.Longest} characters at the most.");

    public static ProblemHttpResult Unauthorized(HttpContext context, bool tokenGiven)
    {
        context.Response.Headers.WWWAuthenticate = tokenGiven ? "Bearer error=\"invalid_token\"" : "Bearer";
        return Problem(
            StatusCodes.Status401Unauthorized, "unauthorized", tokenGiven ? "The token is not valid" : "A token is needed",
            "Send the header Authorization: Bearer <ADMIN_TOKEN>, with the value of the service's ADMIN_TOKEN, or with a key "
            + "that is neither revoked nor expired.");
    }

    /// <param name="scopes">What the caller's token lacks.</param>
    public static ProblemHttpResult MissingScope(IReadOnlyList<string> scopes) => Problem(
        StatusCodes.Status403Forbidden, "missing-scope", "The token does not allow that",
        $"The token lacks the scope {string.Join(" and ", scopes)}. Use a key that has it.", new() { ["missing_scopes"] = scopes });

    /// <summary>A key creates projects of its own user alone.</summary>
    public static ProblemHttpResult ForeignUser() => Problem(
        StatusCodes.Status403Forbidden, "foreign-user", "That user is not yours",
        "Leave user_id out, or send the one of your key: it acts for its own user alone.");

    public static ProblemHttpResult TooManyKeys(int most) => Problem(
        StatusCodes.Status409Conflict, "too-many-keys", "The user has too many keys",
        $"A user may have {most} keys. Revoke one that is no longer needed with DELETE …/keys/ID; GET …/keys lists them.");

    public static ProblemHttpResult KeyNotFound() => Problem(
        StatusCodes.Status404NotFound, "key-not-found", "Key not found",
        "There is no such key. GET …/keys lists those that are not revoked.");

    public static ProblemHttpResult InvalidKeyCursor() => Validation(new Dictionary<string, string[]>
    {
        ["cursor"] = ["cursor must be the next_cursor of the page before; leave it out for the newest keys."],
    });

    /// <summary>A valid ticket, for another project than the one asked for.</summary>
    public static ProblemHttpResult TicketOfAnotherProject() => Problem(
        StatusCodes.Status403Forbidden, "ticket-of-another-project", "The ticket is for another project",
        "Get a ticket for this project from POST …/tickets, or use the websocket_url that starting it answered.");

    /// <param name="lastSeq">The number of the project's last event, the highest cursor there is.</param>
    public static ProblemHttpResult InvalidCursor(long lastSeq) => Validation(new Dictionary<string, string[]>
    {
        ["after"] = [$"after must be the seq of an event you have, from 0 to {lastSeq}; leave it out to follow what comes next."],
    });

    /// <param name="most">Projects of one request.</param>
    public static ProblemHttpResult InvalidCursors(int most) => Validation(new Dictionary<string, string[]>
    {
        ["at"] = [$"at must name 1 to {most} different projects, each as id:seq with the seq of the last event you have, with commas between them."],
    });

    public static ProblemHttpResult InvalidLimit(int highest) => Validation(new Dictionary<string, string[]>
    {
        ["limit"] = [$"limit must be a whole number from 1 to {highest}; leave it out for the default."],
    });

    /// <summary>The client or the gateway has as many connections as it may.</summary>
    public static ProblemHttpResult TooManyConnections(HttpContext context, PlaceLimit limit)
    {
        const int retryAfterSeconds = 30;
        context.Response.Headers.RetryAfter = retryAfterSeconds.ToString("D", null);
        return limit switch
        {
            PlaceLimit.Gateway => Problem(
                StatusCodes.Status503ServiceUnavailable, "no-room", "The gateway has no room for another connection",
                $"Connect again in {retryAfterSeconds} s, or to another gateway."),
            PlaceLimit.Token => TooMany("token"),
            _ => TooMany("address"),
        };

        static ProblemHttpResult TooMany(string shared) => Problem(
            StatusCodes.Status429TooManyRequests, "too-many-connections", "Too many connections",
            $"Close connections that are no longer needed: too many are open with this {shared}. Then connect again in {retryAfterSeconds} s.");
    }

    public static ProblemHttpResult OriginNotAllowed() => Problem(
        StatusCodes.Status403Forbidden, "origin-not-allowed", "This page may not connect",
        "Add the page's origin to BACKEND_CORS_ORIGINS of the service.");

    /// <param name="policy">Name of the rate limit that is used up.</param>
    /// <param name="retryAfterSeconds">1 or more.</param>
    public static ProblemHttpResult TooManyRequests(string policy, int retryAfterSeconds) => Problem(
        StatusCodes.Status429TooManyRequests, "https://iana.org/assignments/http-problem-types#quota-exceeded", "Rate limit exceeded",
        $"Wait {retryAfterSeconds} s before the next request. The headers RateLimit and RateLimit-Policy tell how much is left.",
        new() { ["violated-policies"] = new[] { policy } });

    /// <summary>The database or the cluster cannot be reached; nothing is known to be wrong with the request.</summary>
    public static ProblemHttpResult Unavailable(HttpContext context)
    {
        const int retryAfterSeconds = 2; // a database restart and the hand-over from a dead silo take seconds
        context.Response.Headers.RetryAfter = retryAfterSeconds.ToString("D", null);
        return Problem(
            StatusCodes.Status503ServiceUnavailable, "unavailable", "The service is not available for a moment",
            $"The database or the cluster did not answer. Send the request again in {retryAfterSeconds} s.");
    }

    /// <summary>Whose a token is cannot be told now: never a 401, for which a client would throw it away.</summary>
    public static ProblemHttpResult CallerUnavailable(HttpContext context)
    {
        const int retryAfterSeconds = 2; // after a look in vain the next one waits no longer
        context.Response.Headers.RetryAfter = retryAfterSeconds.ToString("D", null);
        return Problem(
            StatusCodes.Status503ServiceUnavailable, "unavailable", "The service is not available for a moment",
            $"What tells whether the token is good did not answer: the cluster, or the issuer of OIDC tokens. Keep the token, and send the request again in {retryAfterSeconds} s.");
    }

    /// <summary>The database answers, but takes nothing: waiting alone does not help.</summary>
    public static ProblemHttpResult Unwritable(HttpContext context, StoreTrouble trouble)
    {
        const int retryAfterSeconds = 10; // as often as the service tries whether it can be written again
        context.Response.Headers.RetryAfter = retryAfterSeconds.ToString("D", null);
        return trouble is StoreTrouble.Full
            ? Problem(
                StatusCodes.Status503ServiceUnavailable, "storage-full", "The disk of the database is full",
                "Nothing was stored. Whoever runs the service has to make room on the disk of its database; then send the request again. "
                + "What is stored can be read meanwhile.")
            : Problem(
                StatusCodes.Status503ServiceUnavailable, "storage-read-only", "The database is read-only",
                "Nothing was stored. Whoever runs the service has to make its database take writes; then send the request again. "
                + "What is stored can be read meanwhile.");
    }

    /// <param name="exception">Only with the setting DEBUG; never shown otherwise.</param>
    public static ProblemHttpResult Unexpected(string traceId, Exception? exception)
    {
        var extensions = new Dictionary<string, object?> { [TraceId] = traceId };
        if (exception is not null)
        {
            extensions["exception"] = $"{exception.GetType().Name}: {exception.Message}";
        }

        return Problem(
            StatusCodes.Status500InternalServerError, "unexpected", "Something went wrong",
            $"This is a fault of the service. Report it with the trace id {traceId}.", extensions);
    }

    /// <summary>Refusals of the server itself, which come as a bare status.</summary>
    public static ProblemHttpResult OfStatus(HttpContext context, int status)
    {
        var docs = $"{context.RequestServices.GetRequiredService<PublicAddress>().PathOf(context.Request)}/docs";
        return Problem(status, "about:blank", ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error", status switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at this path. The endpoints are listed at {docs}.",
            StatusCodes.Status405MethodNotAllowed => $"Use one of the methods in the header Allow; the endpoints are listed at {docs}.",
            StatusCodes.Status408RequestTimeout => "The body came too slowly. Send it again.",
            StatusCodes.Status426UpgradeRequired => "This path speaks WebSocket. Connect with a WebSocket client.",
            StatusCodes.Status415UnsupportedMediaType => "Send the body as JSON with the header Content-Type: application/json.",
            _ => $"The request could not be processed. The endpoints are listed at {docs}.",
        });
    }

    /// <summary>Refusals of SignalR, which come as a status with a few words of its own.</summary>
    public static ProblemHttpResult OfHub(HttpContext context, int status) => status switch
    {
        StatusCodes.Status400BadRequest => Problem(
            status, "no-connection", "A connection is needed",
            "Begin with POST …/negotiate, and send the connection's id or token that it answers as the parameter id. SignalR's clients do so themselves."),
        StatusCodes.Status404NotFound => Problem(
            status, "connection-not-found", "Connection not found",
            "No connection of that id is open here: it has ended, or belongs to another gateway. Begin again with POST …/negotiate."),
        StatusCodes.Status405MethodNotAllowed => Problem(
            status, "about:blank", ReasonPhrases.GetReasonPhrase(status), "SignalR uses POST for …/negotiate, and GET, POST and DELETE for the connection."),
        _ => OfStatus(context, status),
    };

    private static Dictionary<string, object?> StatusOf(ProjectView project) => new()
    {
        ["project_id"] = project.Id,
        ["project_status"] = WireName.Of(project.Status),
    };

    private static ProblemHttpResult Problem(
        int status, string type, string title, string detail, Dictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(
            detail, instance: null, status, title, type.Contains(':', StringComparison.Ordinal) ? type : Types + type, extensions);
}
