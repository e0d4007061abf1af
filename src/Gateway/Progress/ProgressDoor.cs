using System.Globalization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Who may follow which project from where: the same answers on every transport, before anything is sent.</summary>
internal sealed class ProgressDoor(Origins origins, ProgressPlaces places, ProgressRelay relay, ProjectReads reads, TimeProvider clock)
{
    private readonly SharedReads<Guid, ProjectView?> _projects = new(async id =>
    {
        using var subscription = relay.Subscribe(id); // from before the reading, whoever joins it later
        return await reads.FindProjectAsync(id, CancellationToken.None);
    });

    /// <summary>Checks the caller alone, whom authentication has recognized by then.</summary>
    public (ProgressPass? Pass, ProblemHttpResult? Refusal) Recognize(HttpContext context)
    {
        if (!origins.Allows(context.Request))
        {
            return (null, Problems.OriginNotAllowed());
        }

        return context.Features.Get<ProgressPass>() switch
        {
            { Caller: { } caller } when !caller.Has(Scopes.PlansRead) => (null, Problems.MissingScope(ScopeNames.Of(Scopes.PlansRead))),
            { } pass => (pass, null),
            null when CallerUnavailable.IsOn(context) => (null, Problems.CallerUnavailable(context)),
            null => (null, Problems.Unauthorized(context, ProgressAccess.TokenGiven(context.Request))),
        };
    }

    /// <summary>Checks the caller, the project and the cursor of a request for one project.</summary>
    /// <param name="cursor"><see langword="null"/>: from what comes next on, as the original's clients expect.</param>
    public async Task<(Admission? Admission, ProblemHttpResult? Refusal)> AdmitAsync(HttpContext context, string projectId, string? cursor)
    {
        if (!Uuid.TryParse(projectId, out var id))
        {
            return (null, Problems.InvalidProjectId());
        }

        var (pass, refusal) = Recognize(context);
        return pass is null ? (null, refusal) : await AdmitAsync(pass, id, cursor, context.RequestAborted);
    }

    public async Task<(Admission? Admission, ProblemHttpResult? Refusal)> AdmitAsync(
        ProgressPass pass, Guid projectId, string? cursor, CancellationToken cancellationToken)
    {
        if (!pass.Admits(projectId))
        {
            return (null, Problems.TicketOfAnotherProject());
        }

        var subscription = relay.Subscribe(projectId);
        try
        {
            var found = await FindAsync(projectId, cursor, cancellationToken).WaitAsync(RequestTime.Work, clock, cancellationToken);
            if ((pass.Caller is { } caller ? reads.Shown(caller, found) : found) is not { } project)
            {
                return (null, Problems.ProjectNotFound(projectId));
            }

            if (!TryReadCursor(cursor, project.LastSeq, out var after))
            {
                return (null, Problems.InvalidCursor(project.LastSeq));
            }

            var admission = new Admission(pass, project, after, subscription);
            subscription = null;
            return (admission, null);
        }
        finally
        {
            subscription?.Dispose();
        }
    }

    /// <returns>Why there is no room for another connection now; <see langword="null"/> where there is.</returns>
    public ProblemHttpResult? NoRoom(HttpContext context, ProgressPass pass) =>
        places.Check(pass, RateClient.SiteOf(context)) is not PlaceLimit.None and var limit ? Problems.TooManyConnections(context, limit) : null;

    /// <summary>Counts the connection, or says which limit it would break.</summary>
    public (ProgressPlace? Place, ProblemHttpResult? Refusal) Enter(
        HttpContext context, ProgressPass pass, string transport) =>
        places.TryEnter(pass, RateClient.SiteOf(context), transport, out var limit) is { } place
            ? (place, null)
            : (null, Problems.TooManyConnections(context, limit));

    /// <summary>Reads a switch of the query, such as <c>progress=true</c>.</summary>
    public static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private async Task<ProjectView?> FindAsync(Guid projectId, string? cursor, CancellationToken cancellationToken)
    {
        var project = await _projects.ReadAsync(projectId, cancellationToken);
        return project is null || TryReadCursor(cursor, project.LastSeq, out _)
            ? project
            : await reads.FindProjectAsync(projectId, cancellationToken); // the shared answer may be older than what this client has from elsewhere
    }

    private static bool TryReadCursor(string? text, long lastSeq, out long after)
    {
        after = lastSeq;
        return text is null || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after) && after <= lastSeq);
    }
}

/// <param name="After">The last event the client has.</param>
/// <param name="Subscription">Keeps the project's feed open; to be disposed of when what was admitted has ended.</param>
internal sealed record Admission(ProgressPass Pass, ProjectView Project, long After, IDisposable Subscription)
{
    /// <summary>Whether the client has all that the project will ever bring.</summary>
    public bool IsAtEnd => Project.Status is WorkflowStatus.Completed or WorkflowStatus.Cancelled && After == Project.LastSeq;

    /// <param name="shared">The queue of a connection that follows several projects.</param>
    public FeedReader NewReader(bool wantsText, FeedQueue? shared = null) => new(Project.Id, After, Project.LastSeq, wantsText, shared)
    {
        FoundRunning = Project.Status is WorkflowStatus.Processing,
        WasSubscribed = true,
    };
}
