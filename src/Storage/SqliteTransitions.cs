using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using Microsoft.Data.Sqlite;

namespace AiDevFramework.Storage;

/// <summary>Writes a batch to SQLite in one transaction on one connection that stays open, with statements prepared once.</summary>
/// <param name="dailyLimitUsd">What a user's projects may cost on a day; 0: no limit, and nothing is counted.</param>
internal sealed class SqliteTransitions(SqliteDatabase database, decimal dailyLimitUsd = 0m) : ITransitionTable
{
    private Session? _session;

    public int Concurrency => 1;

    public Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<PendingWrite> batch, CancellationToken cancellationToken)
    {
        var session = _session ??= Session.On(database.OpenForWriting(), dailyLimitUsd);
        try
        {
            return Task.FromResult<IReadOnlyList<WriteResult>>(session.Write(batch));
        }
        catch
        {
            CloseSession(); // whatever state it is in: the next attempt opens another
            throw;
        }
    }

    public async Task<IReadOnlyDictionary<Guid, RowStamp>> ReadStampsAsync(
        IReadOnlyCollection<Guid> projectIds, CancellationToken cancellationToken)
    {
        const string sql = """
            select id, version, owner, last_seq, status, updated_at, takeovers
              from projects
             where id in (select value from json_each(@ids))
            """;

        await using var connection = await database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new SqliteParameter("@ids", database.Ids(projectIds)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await PostgresTransitions.ReadStampsAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        CloseSession();
        return ValueTask.CompletedTask;
    }

    private void CloseSession()
    {
        _session?.Dispose();
        _session = null;
    }

    private sealed class Session : IDisposable
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
        private readonly SqliteCommand _readDay;
        private readonly SqliteCommand _putDay;
        private readonly decimal _dailyLimitUsd;

        private Session(SqliteConnection connection, decimal dailyLimitUsd)
        {
            _connection = connection;
            _dailyLimitUsd = dailyLimitUsd;
            _begin = Prepare("begin immediate");
            _commit = Prepare("commit");
            _addUser = Prepare("insert into users (id, email, created_at) values (?1, ?2, ?3) on conflict do nothing");
            _addProject = Prepare("""
                insert into projects (id, user_id, idea, status, metadata, created_at, updated_at, version, run, last_seq, takeovers)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, 0, 0, 0)
                    on conflict (id) do nothing
                """);
            _moveProject = Prepare("""
                update projects
                   set status         = ?3,
                       current_phase  = ?4,
                       metadata       = ?5,
                       updated_at     = ?6,
                       completed_at   = ?7,
                       version        = ?2 + 1,
                       owner          = ?8,
                       run            = ?9,
                       run_started_at = ?10,
                       last_seq       = ?11,
                       takeovers      = ?12
                 where id = ?1
                   and version = ?2
                """);
            _putPhaseRun = Prepare("""
                insert into workflow_states (id, project_id, phase, status, input_data, output_data, started_at, completed_at)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                    on conflict (id) do update
                   set status       = excluded.status,
                       output_data  = excluded.output_data,
                       completed_at = excluded.completed_at
                """);
            _addCall = Prepare("""
                insert into llm_logs (
                       id, project_id, workflow_state_id, run, phase, step, call_number, verdict,
                       model, prompt_tokens, completion_tokens, total_tokens, cost_usd, cost_source, latency_ms, finish_reason,
                       generation_id, output, complaint, langfuse_trace_id, created_at)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
                """);
            _putDocument = Prepare("""
                insert into documents (id, project_id, document_type, content_md, metadata, created_at)
                values (?1, ?2, ?3, ?4, ?5, ?6)
                    on conflict (project_id, document_type) do update
                   set content_md = excluded.content_md,
                       metadata   = excluded.metadata,
                       created_at = excluded.created_at
                """);
            _addEvent = Prepare("insert into progress_events (project_id, seq, type, payload, created_at) values (?1, ?2, ?3, ?4, ?5)");
            _putAttempt = Prepare($"""
                insert into llm_attempts (
                       id, project_id, run, step, call_number, attempt, model, provider, reserved_cost_usd, status, cost_usd, cost_source,
                       prompt_tokens, completion_tokens, generation_id, error_class, opened_at, closed_at, error_detail)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
                {AttemptSql.CloseOpen}
                """);
            _readDay = Prepare("select counted_usd from user_days where user_id = ?1 and day = ?2");
            _putDay = Prepare("""
                insert into user_days (user_id, day, counted_usd)
                values (?1, ?2, ?3)
                    on conflict (user_id, day) do update set counted_usd = excluded.counted_usd
                """);
        }

        /// <param name="connection">The session's own from here on, also where it cannot be had.</param>
        public static Session On(SqliteConnection connection, decimal dailyLimitUsd)
        {
            try
            {
                return new Session(connection, dailyLimitUsd);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }

        public List<WriteResult> Write(IReadOnlyList<PendingWrite> batch)
        {
            Run(_begin);
            var results = batch
                .Select(write => write.Transition is not { } move
                    ? Create(write.Project) ? WriteResult.Stored : WriteResult.Stale
                    : _dailyLimitUsd > 0 && move.Attempts.Count > 0 ? MoveWithinBudget(move)
                    : Move(move) ? WriteResult.Stored : WriteResult.Stale)
                .ToList();
            Run(_commit);
            return results;
        }

        public void Dispose()
        {
            _commands.ForEach(command => command.Dispose());
            _connection.Dispose(); // rolls back what was not committed
        }

        private bool Create(ProjectSnapshot project)
        {
            var user = SqliteText.Of(project.UserId);
            Run(_addUser, user, $"{user}@users.invalid", SqliteText.Of(project.CreatedAt));
            return Run(
                _addProject,
                SqliteText.Of(project.Id),
                user,
                project.Idea,
                WireName.Of(project.Status),
                StoreJson.Write(project.Metadata),
                SqliteText.Of(project.CreatedAt),
                project.Version) == 1;
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
            var project = move.Next.Project;
            var id = SqliteText.Of(project.Id);
            if (Run(
                _moveProject,
                id,
                move.ExpectedVersion,
                WireName.Of(project.Status),
                project.CurrentPhase is { } phase ? WireName.Of(phase) : null,
                StoreJson.Write(project.Metadata),
                SqliteText.Of(project.UpdatedAt),
                SqliteText.Of(project.CompletedAt),
                project.Owner,
                project.Run,
                SqliteText.Of(project.RunStartedAt),
                project.LastSeq,
                project.Takeovers) == 0)
            {
                return false;
            }

            foreach (var row in move.PhaseRuns)
            {
                Run(
                    _putPhaseRun,
                    SqliteText.Of(row.Id),
                    id,
                    WireName.Of(row.Phase),
                    WireName.Of(row.Status),
                    row.InputJson,
                    row.OutputJson,
                    SqliteText.Of(row.StartedAt),
                    SqliteText.Of(row.CompletedAt));
            }

            foreach (var row in move.Calls)
            {
                Run(
                    _addCall,
                    SqliteText.Of(row.Id),
                    id,
                    SqliteText.Of(row.PhaseRunId),
                    row.Run,
                    WireName.Of(row.Phase),
                    WireName.Of(row.Step),
                    row.CallNumber,
                    WireName.Of(row.Verdict),
                    row.Call.Model,
                    row.Call.PromptTokens,
                    row.Call.CompletionTokens,
                    row.Call.TotalTokens,
                    ProjectRows.StoredCost(row.Call),
                    WireName.Of(ProjectRows.StoredSource(row.Call)),
                    row.Call.LatencyMs,
                    row.Call.FinishReason,
                    row.Call.GenerationId,
                    row.Output,
                    row.Complaint,
                    row.TraceId,
                    SqliteText.Of(row.CreatedAt));
            }

            foreach (var row in move.Documents)
            {
                Run(
                    _putDocument,
                    SqliteText.Of(row.Id),
                    id,
                    WireName.Of(row.Type),
                    row.ContentMd,
                    StoreJson.Write(row.Metadata),
                    SqliteText.Of(row.CreatedAt));
            }

            foreach (var row in move.Events)
            {
                Run(_addEvent, id, row.Seq, row.Type, row.Payload, SqliteText.Of(row.CreatedAt));
            }

            foreach (var row in move.Attempts)
            {
                Run(
                    _putAttempt,
                    SqliteText.Of(row.Id),
                    id,
                    row.Run,
                    WireName.Of(row.Step),
                    row.CallNumber,
                    row.Number,
                    row.Model,
                    row.Provider,
                    row.ReservedUsd,
                    WireName.Of(row.Status),
                    row.CostUsd,
                    WireName.Of(row.CostSource),
                    row.PromptTokens,
                    row.CompletionTokens,
                    row.GenerationId,
                    row.ErrorClass,
                    SqliteText.Of(row.OpenedAt),
                    SqliteText.Of(row.ClosedAt),
                    row.ErrorDetail);
            }

            return true;
        }

        /// <returns>How many rows it changed.</returns>
        private static int Run(SqliteCommand command, params ReadOnlySpan<object?> values)
        {
            for (var index = 0; index < values.Length; index++)
            {
                command.Parameters[index].Value = values[index] ?? DBNull.Value;
            }

            return command.ExecuteNonQuery();
        }

        private SqliteCommand Prepare(string sql)
        {
            var command = _connection.CreateCommand();
            _commands.Add(command);
            command.CommandText = sql;
            for (var number = 1; sql.Contains($"?{number}", StringComparison.Ordinal); number++)
            {
                command.Parameters.Add(new SqliteParameter($"?{number}", null));
            }

            command.Prepare();
            return command;
        }
    }
}
