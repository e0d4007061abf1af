using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace AiDevFramework.Storage;

/// <summary>The connection that batches are written on, and its statements.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _commands = [];
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _addUser;
    private readonly SqliteCommand _addProject;
    private readonly SqliteCommand _moveProject;
    private readonly SqliteCommand _putPhaseRun;
    private readonly SqliteCommand _addCall;
    private readonly SqliteCommand _putDocument;
    private readonly SqliteCommand _addEvent;
    private readonly SqliteCommand _putAttempt;
    private readonly SqliteCommand _putKey;
    private readonly SqliteCommand _addAudit;
    private readonly SqliteCommand _readDay;
    private readonly SqliteCommand _putDay;
    private readonly decimal _dailyLimitUsd;

    private SqliteSession(SqliteConnection connection, decimal dailyLimitUsd)
    {
        _connection = connection;
        _dailyLimitUsd = dailyLimitUsd;
        _begin = Prepare("begin immediate");
        _commit = Prepare("commit");
        _addUser = Prepare("insert into users (id, email, created_at) values (?1, ?2, ?3) on conflict do nothing");
        _addProject = Prepare($"""
            insert into projects ({ProjectTable.Table.Columns})
            select {ProjectTable.Table.Marks}
             where not exists (select 1 from idempotency_keys where id = {ProjectTable.Table.MarkOf("id")})
                on conflict (id) do nothing
            """); // a project that was made with a key has the key's id: where the key is known, it was made before
        _moveProject = Prepare($"""
            update projects
               set {ProjectTable.Moves.MarksSet}
             where id = {ProjectTable.Moves.MarkOf("id")}
               and version = {ProjectTable.Moves.MarkOf("version")} - 1
            """);
        _putPhaseRun = Prepare($"{InsertInto(PhaseRunTable.Table)} on conflict (id) do update set {PhaseRunTable.Table.Excluded}");
        _addCall = Prepare(InsertInto(CallTable.Table));
        _putDocument = Prepare($"""
            {InsertInto(DocumentTable.Table)}
                on conflict (project_id, document_type) do update set {DocumentTable.Table.Excluded}
            """);
        _addEvent = Prepare(InsertInto(EventTable.Table));
        _putAttempt = Prepare($"{InsertInto(AttemptTable.Table)} {AttemptTable.CloseOpen}");
        _putKey = Prepare($"{InsertInto(KeyTable.Table)} on conflict (id) do update set {KeyTable.Table.Excluded}");
        _addAudit = Prepare(InsertInto(AuditTable.Table));
        _readDay = Prepare("select counted_usd from user_days where user_id = ?1 and day = ?2");
        _putDay = Prepare("""
            insert into user_days (user_id, day, counted_usd)
            values (?1, ?2, ?3)
                on conflict (user_id, day) do update set counted_usd = excluded.counted_usd
            """);
    }

    /// <param name="connection">The session's own from here on, also where it cannot be had.</param>
    public static SqliteSession On(SqliteConnection connection, decimal dailyLimitUsd)
    {
        try
        {
            return new SqliteSession(connection, dailyLimitUsd);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public List<WriteResult> Write(IReadOnlyList<PendingWrite> batch)
    {
        _begin.ExecuteNonQuery();
        var results = batch.Select(Write).ToList();
        _commit.ExecuteNonQuery();
        return results;
    }

    public void Dispose()
    {
        _commands.ForEach(command => command.Dispose());
        _connection.Dispose(); // rolls back what was not committed
    }

    private static string InsertInto<TRow>(Table<TRow> table) => $"insert into {table.Name} ({table.Columns}) values ({table.Marks})";

    private WriteResult Write(PendingWrite write) => write.Transition switch
    {
        null => StoredOrStale(Create(write.Project, write.Records)),
        { Attempts.Count: > 0 } move when _dailyLimitUsd > 0 => MoveWithinBudget(move),
        { } move => StoredOrStale(Move(move)),
    };

    private static WriteResult StoredOrStale(bool stored) => stored ? WriteResult.Stored : WriteResult.Stale;

    private bool Create(ProjectSnapshot project, CommandRecords records)
    {
        var user = SqliteText.Of(project.UserId);
        Run(_addUser, user, $"{user}@users.invalid", SqliteText.Of(project.CreatedAt));
        if (Run(_addProject, ProjectTable.Table, project) == 0)
        {
            return false;
        }

        Keep(records);
        return true;
    }

    private WriteResult MoveWithinBudget(Transition move)
    {
        var changes = UserBudget.ChangesOf(move)
            .GroupBy(change => change.Day, (day, all) => (Day: day, Usd: all.Sum(change => change.Usd)))
            .ToDictionary(change => change.Day, change => change.Usd);
        var counted = changes.Keys.ToDictionary(day => day, CountedOn);
        if (UserBudget.Judge(_dailyLimitUsd, counted, [move]) is not [BudgetVerdict.Granted])
        {
            return WriteResult.OverBudget;
        }

        if (!Move(move))
        {
            return WriteResult.Stale;
        }

        foreach (var (day, usd) in changes)
        {
            Run(_putDay, SqliteText.Of(day.UserId), SqliteText.Of(day.Day), Math.Max(0m, counted[day] + usd));
        }

        return WriteResult.Stored;
    }

    private decimal CountedOn(UserDay day)
    {
        _readDay.Parameters[0].Value = SqliteText.Of(day.UserId);
        _readDay.Parameters[1].Value = SqliteText.Of(day.Day);
        using var reader = _readDay.ExecuteReader();
        return reader.Read() ? Usd.Normalize(reader.GetDecimal(0)) : 0m;
    }

    private bool Move(Transition move)
    {
        if (Run(_moveProject, ProjectTable.Moves, move.Next.Project) == 0)
        {
            return false;
        }

        RunAll(_putPhaseRun, PhaseRunTable.Table, move.PhaseRuns);
        RunAll(_addCall, CallTable.Table, move.Calls);
        RunAll(_putDocument, DocumentTable.Table, move.Documents);
        RunAll(_addEvent, EventTable.Table, move.Events);
        RunAll(_putAttempt, AttemptTable.Table, move.Attempts);
        Keep(move.Records);
        return true;
    }

    private void Keep(CommandRecords records)
    {
        RunAll(_putKey, KeyTable.Table, records.Keys);
        RunAll(_addAudit, AuditTable.Table, records.Audits);
    }

    private static void RunAll<TRow>(SqliteCommand command, Table<TRow> table, IReadOnlyList<TRow> rows)
    {
        foreach (var row in rows)
        {
            Run(command, table, row);
        }
    }

    /// <returns>How many rows it changed.</returns>
    private static int Run<TRow>(SqliteCommand command, Table<TRow> table, TRow row)
    {
        table.Fill(command.Parameters, row);
        return command.ExecuteNonQuery();
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        _commands.Add(command);
#pragma warning disable CA2100 // constants and the columns of the tables
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var number = 1; sql.Contains($"?{number}", StringComparison.Ordinal); number++)
        {
            command.Parameters.Add(new SqliteParameter($"?{number}", null));
        }

        command.Prepare();
        return command;
    }
}
