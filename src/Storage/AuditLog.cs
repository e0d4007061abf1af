using AiDevFramework.Grains.Abstractions.Audit;
using AiDevFramework.Grains.State;
using AiDevFramework.Storage.Rows;
using Orleans.Concurrency;

namespace AiDevFramework.Storage;

/// <summary>Reads who did what, and writes what no transition brings.</summary>
[StatelessWorker, Reentrant]
internal sealed class AuditLog(Database database) : Grain, IAuditLog
{
    public async Task<IReadOnlyList<AuditEvent>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1000);
        string?[] conditions =
        [
            query.Before is null ? null : "id < @before",
            query.Since is null ? null : "id >= @since",
            query.Until is null ? null : "id < @until",
            query.Caller is null ? null : "caller = @caller",
            query.Action is null ? null : "action = @action",
            query.SubjectId is null ? null : "subject_id = @subject",
        ];
        var asked = string.Join(" and ", conditions.OfType<string>());
        var sql = $"""
            select {AuditTable.Table.ReadColumns}
              from audit_events
            {(asked.Length == 0 ? "" : $" where {asked}")}
             order by id desc
             limit @limit
            """;
        var parameters = new
        {
            before = IdOf(query.Before),
            since = IdOf(FirstOf(query.Since)),
            until = IdOf(FirstOf(query.Until)),
            caller = query.Caller,
            action = query.Action,
            subject = query.SubjectId,
            limit = query.Limit,
        };
        return await database.ReadAllAsync(sql, parameters, AuditTable.Table, cancellationToken);
    }

    public async Task AppendAsync(AuditEvent item, CancellationToken cancellationToken)
    {
        await DatabaseFailure.TranslateAsync(async () =>
        {
            await using var connection = await database.ConnectAsync(cancellationToken);
            return await AuditInsert.WriteAsync(database, connection, transaction: null, item, cancellationToken);
        });
    }

    private object? IdOf(Guid? id) => id is { } known ? database.Id(known) : null;

    private static Guid? FirstOf(DateTimeOffset? time) => time is { } known ? StableId.FirstOf(known) : null;
}
