using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Commands;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Audit;

namespace AiDevFramework.Gateway.Audit;

/// <summary>The door to the audit: reads it, and notes what changes nothing that is stored and is in no transaction therefore.</summary>
internal sealed partial class AuditDesk(IGrainFactory grains, TimeProvider clock, ILogger<AuditDesk> logger)
{
    /// <summary>Keys of the log's grain, which has no state: they spread the calls over the silos.</summary>
    private const int Ways = 8;

    private IAuditLog Log => grains.GetGrain<IAuditLog>(Random.Shared.Next(Ways));

    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public Task<IReadOnlyList<AuditEvent>> ListAsync(AuditQuery query, CancellationToken cancellationToken) =>
        Log.ListAsync(query, cancellationToken).WaitAsync(RequestTime.Work, clock, cancellationToken);

    /// <summary>Somebody signed in to the page. Where that cannot be written the log has it: a page that tells of a database that is away must
    /// open all the same.</summary>
    public async Task NoteLoginAsync(HttpContext context, Caller caller)
    {
        var (name, now) = (RequestOrigin.NameOf(caller), WireTime.Now(clock));
        try
        {
            await Log.AppendAsync(
                new AuditEvent(
                    Guid.CreateVersion7(now), now, name, caller.KeyId, "login", name, caller.UserId,
                    context.Connection.RemoteIpAddress?.ToString(), context.TraceIdentifier),
                context.RequestAborted).WaitAsync(RequestTime.Lease, clock, context.RequestAborted);
        }
        catch (Exception exception) when (FailureHandler.IsUnavailable(exception))
        {
            LogNotNoted(name, context.TraceIdentifier, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Caller} signed in by request {RequestId}, and the audit could not be written: {Reason}")]
    private partial void LogNotNoted(string caller, string requestId, string reason);
}
