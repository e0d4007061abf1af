using System.Data.Common;
using AiDevFramework.Grains.Abstractions.Audit;
using Dapper;

namespace AiDevFramework.Storage;

/// <summary>Writes who did what, beside the group commit: in the transaction of the change, where there is one.</summary>
internal static class AuditInsert
{
    private const string Sql = """
        insert into audit_events (id, at, caller, key_id, action, subject_id, owner_id, address, request_id)
        values (@id, @at, @caller, @keyId, @action, @subject, @owner, @address, @requestId)
        """;

    public static Task<int> WriteAsync(
        Database database, DbConnection connection, DbTransaction? transaction, AuditEvent item, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            id = database.Id(item.Id),
            at = database.Time(item.At),
            caller = item.Caller,
            keyId = item.KeyId,
            action = item.Action,
            subject = item.SubjectId,
            owner = item.OwnerId is { } owner ? database.Id(owner) : null,
            address = item.Address,
            requestId = item.RequestId,
        };
        return connection.ExecuteAsync(new CommandDefinition(Sql, parameters, transaction, cancellationToken: cancellationToken));
    }
}
