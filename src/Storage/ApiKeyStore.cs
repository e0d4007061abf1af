using System.Data.Common;
using AiDevFramework.Grains.Abstractions.People;
using AiDevFramework.Grains.People;
using AiDevFramework.Storage.Rows;
using Dapper;

namespace AiDevFramework.Storage;

/// <summary>Reads and writes <c>api_keys</c>.</summary>
internal sealed class ApiKeyStore(Database database) : IApiKeyStore
{
    private const string Columns =
        "id, digest, owner_id, name, scopes, created_at, expires_at, revoked_at, last_used_at, revision";

    /// <summary>One writer at a time, so that revisions are in the order of the commits. Readers do not wait.</summary>
    private const string Alone = "lock table api_keys in share row exclusive mode";

    private const string AloneAnyway = "select 1"; // a writer has the whole file

    private static readonly TimeSpan UsePause = TimeSpan.FromMinutes(1);

    public Task<ApiKey?> AddAsync(NewApiKey key, int most, CancellationToken cancellationToken)
    {
        const string count = "select count(*) from api_keys where owner_id = @owner and revoked_at is null";
        const string insert = """
            insert into api_keys (id, digest, owner_id, name, scopes, created_at, expires_at, revision)
            values (@id, @digest, @owner, @name, @scopes, @created, @expires, (select coalesce(max(revision), 0) + 1 from api_keys))
            """;

        var parameters = new
        {
            id = key.Id,
            digest = key.Digest,
            owner = database.Id(key.OwnerId),
            name = key.Name,
            scopes = key.Scopes,
            created = database.Time(key.CreatedAt),
            expires = key.ExpiresAt is { } expires ? database.Time(expires) : null,
        };
        return ChangeAsync(key.Id, async (connection, transaction) =>
            await connection.ExecuteScalarAsync<long>(count, parameters, transaction).ConfigureAwait(false) < most
            && await connection.ExecuteAsync(insert, parameters, transaction).ConfigureAwait(false) == 1, cancellationToken);
    }

    public async Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        const string sql = $"select {Columns} from api_keys where id = @id";

        return (await database.ReadAllAsync(sql, new { id = keyId }, Read, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }

    public async Task<IReadOnlyList<ApiKey>> ListAsync(ApiKeyQuery query, CancellationToken cancellationToken)
    {
        var owner = query.OwnerId is null ? "" : "and owner_id = @owner";
        var before = query.Before is null ? "" : "and (created_at, id) < (select created_at, id from api_keys where id = @before)";
        var sql = $"""
            select {Columns}
              from api_keys
             where revoked_at is null {owner} {before}
             order by created_at desc, id desc
             limit @limit
            """;

        var parameters = new { owner = database.Id(query.OwnerId ?? Guid.Empty), before = query.Before ?? "", limit = query.Limit };
        return await database.ReadAllAsync(sql, parameters, Read, cancellationToken).ConfigureAwait(false);
    }

    public Task<ApiKey?> RevokeAsync(string keyId, Guid? ownerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string revoke = """
            update api_keys
               set revoked_at = @now,
                   revision   = (select max(revision) + 1 from api_keys)
             where id = @id
               and revoked_at is null
            """;
        const string ofOwner = $"{revoke} and owner_id = @owner";

        var parameters = new { id = keyId, now = database.Time(now), owner = database.Id(ownerId ?? Guid.Empty) };
        return ChangeAsync(keyId, async (connection, transaction) =>
            await connection.ExecuteAsync(ownerId is null ? revoke : ofOwner, parameters, transaction).ConfigureAwait(false) == 1, cancellationToken);
    }

    public Task NoteUsesAsync(IReadOnlyList<ApiKeyUse> uses, CancellationToken cancellationToken)
    {
        const string note = """
            update api_keys
               set last_used_at = @at
             where id = @id
               and (last_used_at is null or last_used_at <= @before)
            """;

        var parameters = uses.Select(use => new { id = use.KeyId, at = database.Time(use.At), before = database.Time(use.At - UsePause) });
        return database.InTransactionAsync(
            (connection, transaction) => connection.ExecuteAsync(note, parameters, transaction), cancellationToken);
    }

    public async Task<IReadOnlyList<ApiKey>> GetChangesAsync(long since, int limit, CancellationToken cancellationToken)
    {
        const string sql = $"select {Columns} from api_keys where revision > @since order by revision limit @limit";

        return await database.ReadAllAsync(sql, new { since, limit }, Read, cancellationToken).ConfigureAwait(false);
    }

    public async Task<long> GetLatestRevisionAsync(CancellationToken cancellationToken)
    {
        const string sql = "select coalesce(max(revision), 0) as latest from api_keys";

        return (await database.ReadAllAsync(sql, new { }, row => row.Long("latest"), cancellationToken).ConfigureAwait(false)).Single();
    }

    private static ApiKey Read(RowReader row) => new(
        row.Text("id"),
        row.Text("digest"),
        row.Id("owner_id"),
        row.Text("name"),
        row.Text("scopes"),
        row.Time("created_at"),
        row.OptionalTime("expires_at"),
        row.OptionalTime("revoked_at"),
        row.OptionalTime("last_used_at"),
        row.Long("revision"));

    /// <returns>The key after the change; <see langword="null"/> where nothing was changed.</returns>
    private async Task<ApiKey?> ChangeAsync(
        string keyId, Func<DbConnection, DbTransaction, Task<bool>> change, CancellationToken cancellationToken)
    {
        var changed = await database.InTransactionAsync(
            async (connection, transaction) =>
            {
                await connection.ExecuteAsync(database.Choose(Alone, AloneAnyway), transaction: transaction).ConfigureAwait(false);
                return await change(connection, transaction).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return changed ? await FindAsync(keyId, cancellationToken).ConfigureAwait(false) : null;
    }
}
