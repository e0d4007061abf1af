using System.Data.Common;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using Npgsql;
using NpgsqlTypes;

namespace AiDevFramework.Storage;

/// <summary>
/// Writes a batch to PostgreSQL in one round trip: two statements in one implicit transaction, their rows as arrays, so that
/// the statements are the same for any number of rows and stay prepared.
/// </summary>
/// <param name="dailyLimitUsd">What a user's projects may cost on a day; 0: no limit, and nothing is counted.</param>
internal sealed class PostgresTransitions(PostgresDatabase database, decimal dailyLimitUsd = 0m) : ITransitionTable
{
    /// <summary>While one batch waits for the disk, or for its turn in this process, the server works on the next.</summary>
    public const int Batches = 2;

    public int Concurrency => Batches;

    public async Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<PendingWrite> batch, CancellationToken cancellationToken)
    {
        await using var connection = await database.Writes.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var results = new Dictionary<Guid, WriteResult>(batch.Count);
        if (dailyLimitUsd > 0 && batch.Any(write => write.Transition is { Attempts.Count: > 0 }))
        {
            await WriteWithinBudgetsAsync(connection, batch, results, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(connection, batch, results, cancellationToken).ConfigureAwait(false);
        }

        return [.. batch.Select(write => results[write.Project.Id])];
    }

    /// <summary>Nobody else counts on the same days until this is committed: which transitions fit can be decided here.</summary>
    private async Task WriteWithinBudgetsAsync(
        NpgsqlConnection connection, IReadOnlyList<PendingWrite> batch, Dictionary<Guid, WriteResult> results, CancellationToken cancellationToken)
    {
        const string lockDays = """
            insert into user_days (user_id, day, counted_usd)
            select user_id, day, 0
              from unnest($1::uuid[], $2::date[]) as t (user_id, day)
             order by user_id, day
                on conflict do nothing
            """;
        const string readDays = """
            select user_days.user_id, user_days.day, user_days.counted_usd
              from user_days
              join unnest($1::uuid[], $2::date[]) as t (user_id, day) on t.user_id = user_days.user_id and t.day = user_days.day
             order by user_days.user_id, user_days.day
               for update of user_days
            """;
        const string count = """
            update user_days
               set counted_usd = greatest(0, user_days.counted_usd + t.usd)
              from unnest($1::uuid[], $2::date[], $3::numeric[]) as t (user_id, day, usd)
             where user_days.user_id = t.user_id and user_days.day = t.day
            """;

        var moves = batch.Where(write => write.Transition is { Attempts.Count: > 0 }).ToList();
        var days = moves.SelectMany(write => UserBudget.ChangesOf(write.Transition!)).Select(change => change.Day).Distinct()
            .OrderBy(day => day.UserId).ThenBy(day => day.Day).ToList();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var locking = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(lockDays) { Parameters = { Uuids(days, day => day.UserId), Array(days, day => day.Day, NpgsqlDbType.Date) } },
                new NpgsqlBatchCommand(readDays) { Parameters = { Uuids(days, day => day.UserId), Array(days, day => day.Day, NpgsqlDbType.Date) } },
            },
        };
        var counted = new Dictionary<UserDay, decimal>();
        await using (var reader = await locking.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                counted[new UserDay(reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1))] = reader.GetDecimal(2);
            }
        }

        foreach (var (write, verdict) in moves.Zip(UserBudget.Judge(dailyLimitUsd, counted, [.. moves.Select(write => write.Transition!)])))
        {
            if (verdict is not BudgetVerdict.Granted)
            {
                results[write.Project.Id] = verdict is BudgetVerdict.Refused ? WriteResult.OverBudget : WriteResult.Busy;
            }
        }

        await WriteAsync(connection, [.. batch.Where(write => !results.ContainsKey(write.Project.Id))], results, cancellationToken)
            .ConfigureAwait(false);
        var changes = moves.Where(write => results[write.Project.Id] is WriteResult.Stored)
            .SelectMany(write => UserBudget.ChangesOf(write.Transition!))
            .GroupBy(change => change.Day, (day, all) => (Day: day, Usd: all.Sum(change => change.Usd)))
            .ToList();
        await using var counting = new NpgsqlCommand(count, connection, transaction)
        {
            Parameters =
            {
                Uuids(changes, change => change.Day.UserId),
                Array(changes, change => change.Day.Day, NpgsqlDbType.Date),
                Array(changes, change => change.Usd, NpgsqlDbType.Numeric),
            },
        };
        await counting.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One round trip, and one transaction where none is open.</summary>
    private static async Task WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<PendingWrite> batch, Dictionary<Guid, WriteResult> results, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        // In the order of their ids everywhere, so that two silos never wait for each other's rows in a circle.
        var creates = batch.Where(write => write.Transition is null).Select(write => write.Project).OrderBy(row => row.Id).ToList();
        var moves = batch.Select(write => write.Transition).OfType<Transition>().OrderBy(move => move.Next.Project.Id).ToList();

        await using var commands = new NpgsqlBatch(connection);
        if (creates.Count > 0)
        {
            commands.BatchCommands.Add(CreateCommand(creates));
        }

        if (moves.Count > 0)
        {
            commands.BatchCommands.Add(MoveCommand(moves));
        }

        foreach (var write in batch)
        {
            results[write.Project.Id] = write.Transition is null ? WriteResult.Stale : WriteResult.Busy;
        }

        await using var reader = await commands.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        do
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                results[reader.GetGuid(0)] = reader.GetBoolean(1) ? WriteResult.Stored : WriteResult.Stale;
            }
        }
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));
    }

    public async Task<IReadOnlyDictionary<Guid, RowStamp>> ReadStampsAsync(
        IReadOnlyCollection<Guid> projectIds, CancellationToken cancellationToken)
    {
        const string sql =
            "select id, version, owner, last_seq, status, updated_at, takeovers from projects where id = any ($1)";

        await using var connection = await database.Writes.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = projectIds.ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await ReadStampsAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Rows of id, version, owner, last_seq, status, updated_at, takeovers.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, RowStamp>> ReadStampsAsync(
        DbDataReader reader, CancellationToken cancellationToken)
    {
        var rows = await Database.AllAsync(
            reader,
            row => (Id: row.Id(), Stamp: new RowStamp(
                row.Long(), row.OptionalText(), row.Long(), row.Name<WorkflowStatus>(), row.Time(), row.Int())),
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row.Id, row => row.Stamp);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask; // the database is its owner's

    private static NpgsqlBatchCommand CreateCommand(IReadOnlyList<ProjectSnapshot> rows)
    {
        const string sql = """
            with input as (
                select *
                  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::bigint[])
                    as t (id, user_id, idea, status, metadata, created_at, version)
            ), new_users as (
                insert into users (id, email, created_at)
                select distinct on (user_id) user_id, user_id::text || '@users.invalid', created_at
                  from input
                 order by user_id
                    on conflict do nothing
            )
            insert into projects (id, user_id, idea, status, metadata, created_at, updated_at, version, run, last_seq, takeovers)
            select id, user_id, idea, status, metadata::jsonb, created_at, created_at, version, 0, 0, 0
              from input
             order by id
                on conflict (id) do nothing
            returning id, true
            """;

        return new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                Uuids(rows, row => row.Id),
                Uuids(rows, row => row.UserId),
                Texts(rows, row => row.Idea),
                Texts(rows, row => WireName.Of(row.Status)),
                Texts(rows, row => StoreJson.Write(row.Metadata)),
                Times(rows, row => row.CreatedAt),
                Longs(rows, row => row.Version),
            },
        };
    }

    private static NpgsqlBatchCommand MoveCommand(IReadOnlyList<Transition> moves)
    {
        // A silo that was voted out while it was frozen can have writes on their way that were right when it sent them: it must not
        // make itself the owner of anything any more. Status 6 is dead; where there is no cluster the table is empty.
        // A row that somebody holds is left alone: one idle session must not stop everybody's commits. Rows are found by
        // "any ($1)", not by a join alone: the plan is made while the table is small and kept, and a join could be planned as a
        // walk through all of it. Measured with 8,000 projects: 10 ms of the server for each commit instead of 1.
        const string sql =
            $"""
            with input as (
                select *
                  from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[],
                              $8::text[], $9::int[], $10::timestamptz[], $11::bigint[], $12::int[])
                    as t (id, expected, status, current_phase, metadata, updated_at, completed_at,
                          owner, run, run_started_at, last_seq, takeovers)
            ), held as (
                select id
                  from projects
                 where id = any ($1)
                 order by id
                   for no key update skip locked
            ), moved as (
                update projects
                   set status         = input.status,
                       current_phase  = input.current_phase,
                       metadata       = input.metadata::jsonb,
                       updated_at     = input.updated_at,
                       completed_at   = input.completed_at,
                       version        = input.expected + 1,
                       owner          = input.owner,
                       run            = input.run,
                       run_started_at = input.run_started_at,
                       last_seq       = input.last_seq,
                       takeovers      = input.takeovers
                  from input
                  join held on held.id = input.id
                 where projects.id = any ($1)
                   and projects.id = input.id
                   and projects.version = input.expected
                   and (projects.owner is not distinct from input.owner or not exists (
                       select from orleans_members
                        where status = 6
                          and port = substring(input.owner from ':([0-9]+)@[0-9]+$')::int
                          and generation = substring(input.owner from '@([0-9]+)$')::int))
                returning projects.id
            ), phase_runs as (
                insert into workflow_states (id, project_id, phase, status, input_data, output_data, started_at, completed_at)
                select t.id, t.project_id, t.phase, t.status, t.input_data::jsonb, t.output_data::jsonb, t.started_at, t.completed_at
                  from unnest($13::uuid[], $14::uuid[], $15::text[], $16::text[], $17::text[], $18::text[],
                              $19::timestamptz[], $20::timestamptz[])
                    as t (id, project_id, phase, status, input_data, output_data, started_at, completed_at)
                  join moved on moved.id = t.project_id
                    on conflict (id) do update
                   set status       = excluded.status,
                       output_data  = excluded.output_data,
                       completed_at = excluded.completed_at
            ), calls as (
                insert into llm_logs (
                       id, project_id, workflow_state_id, run, phase, step, call_number, verdict,
                       model, prompt_tokens, completion_tokens, total_tokens, cost_usd, cost_source, latency_ms, finish_reason,
                       generation_id, output, complaint, langfuse_trace_id, created_at)
                select t.*
                  from unnest($21::uuid[], $22::uuid[], $23::uuid[], $24::int[], $25::text[], $26::text[], $27::int[], $28::text[],
                              $29::text[], $30::int[], $31::int[], $32::int[], $33::numeric[], $34::text[], $35::int[], $36::text[],
                              $37::text[], $38::text[], $39::text[], $40::text[], $41::timestamptz[])
                    as t (id, project_id, workflow_state_id, run, phase, step, call_number, verdict,
                          model, prompt_tokens, completion_tokens, total_tokens, cost_usd, cost_source, latency_ms, finish_reason,
                          generation_id, output, complaint, langfuse_trace_id, created_at)
                  join moved on moved.id = t.project_id
            ), written as (
                insert into documents (id, project_id, document_type, content_md, metadata, created_at)
                select t.id, t.project_id, t.document_type, t.content_md, t.metadata::jsonb, t.created_at
                  from unnest($42::uuid[], $43::uuid[], $44::text[], $45::text[], $46::text[], $47::timestamptz[])
                    as t (id, project_id, document_type, content_md, metadata, created_at)
                  join moved on moved.id = t.project_id
                    on conflict (project_id, document_type) do update
                   set content_md = excluded.content_md,
                       metadata   = excluded.metadata,
                       created_at = excluded.created_at
            ), events as (
                insert into progress_events (project_id, seq, type, payload, created_at)
                select t.*
                  from unnest($48::uuid[], $49::bigint[], $50::text[], $51::text[], $52::timestamptz[])
                    as t (project_id, seq, type, payload, created_at)
                  join moved on moved.id = t.project_id
            ), attempts as (
                insert into llm_attempts (
                       id, project_id, run, step, call_number, attempt, model, provider, reserved_cost_usd, status, cost_usd, cost_source,
                       prompt_tokens, completion_tokens, generation_id, error_class, opened_at, closed_at, error_detail)
                select t.*
                  from unnest($53::uuid[], $54::uuid[], $55::int[], $56::text[], $57::int[], $58::int[], $59::text[], $60::text[],
                              $61::numeric[], $62::text[], $63::numeric[], $64::text[], $65::int[], $66::int[], $67::text[], $68::text[],
                              $69::timestamptz[], $70::timestamptz[], $71::text[])
                    as t (id, project_id, run, step, call_number, attempt, model, provider, reserved_cost_usd, status, cost_usd, cost_source,
                          prompt_tokens, completion_tokens, generation_id, error_class, opened_at, closed_at, error_detail)
                  join moved on moved.id = t.project_id
                {AttemptSql.CloseOpen}
            )
            select held.id, moved.id is not null
              from held
              left join moved on moved.id = held.id
            """;

        var phaseRuns = moves.SelectMany(move => move.PhaseRuns).ToList();
        var calls = moves.SelectMany(move => move.Calls).ToList();
        var documents = moves.SelectMany(move => move.Documents).ToList();
        var events = moves.SelectMany(move => move.Events).ToList();
        var attempts = moves.SelectMany(move => move.Attempts).ToList();
        return new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                Uuids(moves, move => move.Next.Project.Id),
                Longs(moves, move => move.ExpectedVersion),
                Texts(moves, move => WireName.Of(move.Next.Project.Status)),
                Texts(moves, move => move.Next.Project.CurrentPhase is { } phase ? WireName.Of(phase) : null),
                Texts(moves, move => StoreJson.Write(move.Next.Project.Metadata)),
                Times(moves, move => move.Next.Project.UpdatedAt),
                Times(moves, move => move.Next.Project.CompletedAt),
                Texts(moves, move => move.Next.Project.Owner),
                Ints(moves, move => move.Next.Project.Run),
                Times(moves, move => move.Next.Project.RunStartedAt),
                Longs(moves, move => move.Next.Project.LastSeq),
                Ints(moves, move => move.Next.Project.Takeovers),

                Uuids(phaseRuns, row => row.Id),
                Uuids(phaseRuns, row => row.ProjectId),
                Texts(phaseRuns, row => WireName.Of(row.Phase)),
                Texts(phaseRuns, row => WireName.Of(row.Status)),
                Texts(phaseRuns, row => row.InputJson),
                Texts(phaseRuns, row => row.OutputJson),
                Times(phaseRuns, row => row.StartedAt),
                Times(phaseRuns, row => row.CompletedAt),

                Uuids(calls, row => row.Id),
                Uuids(calls, row => row.ProjectId),
                Uuids(calls, row => row.PhaseRunId),
                Ints(calls, row => row.Run),
                Texts(calls, row => WireName.Of(row.Phase)),
                Texts(calls, row => WireName.Of(row.Step)),
                Ints(calls, row => row.CallNumber),
                Texts(calls, row => WireName.Of(row.Verdict)),
                Texts(calls, row => row.Call.Model),
                Ints(calls, row => row.Call.PromptTokens),
                Ints(calls, row => row.Call.CompletionTokens),
                Ints(calls, row => row.Call.TotalTokens),
                Array(calls, row => ProjectRows.StoredCost(row.Call), NpgsqlDbType.Numeric),
                Texts(calls, row => WireName.Of(ProjectRows.StoredSource(row.Call))),
                Ints(calls, row => row.Call.LatencyMs),
                Texts(calls, row => row.Call.FinishReason),
                Texts(calls, row => row.Call.GenerationId),
                Texts(calls, row => row.Output),
                Texts(calls, row => row.Complaint),
                Texts(calls, row => row.TraceId),
                Times(calls, row => row.CreatedAt),

                Uuids(documents, row => row.Id),
                Uuids(documents, row => row.ProjectId),
                Texts(documents, row => WireName.Of(row.Type)),
                Texts(documents, row => row.ContentMd),
                Texts(documents, row => StoreJson.Write(row.Metadata)),
                Times(documents, row => row.CreatedAt),

                Uuids(events, row => row.ProjectId),
                Longs(events, row => row.Seq),
                Texts(events, row => row.Type),
                Texts(events, row => row.Payload),
                Times(events, row => row.CreatedAt),

                Uuids(attempts, row => row.Id),
                Uuids(attempts, row => row.ProjectId),
                Ints(attempts, row => row.Run),
                Texts(attempts, row => WireName.Of(row.Step)),
                Ints(attempts, row => row.CallNumber),
                Ints(attempts, row => row.Number),
                Texts(attempts, row => row.Model),
                Texts(attempts, row => row.Provider),
                Array(attempts, row => row.ReservedUsd, NpgsqlDbType.Numeric),
                Texts(attempts, row => WireName.Of(row.Status)),
                Array(attempts, row => row.CostUsd, NpgsqlDbType.Numeric),
                Texts(attempts, row => WireName.Of(row.CostSource)),
                Array(attempts, row => row.PromptTokens, NpgsqlDbType.Integer),
                Array(attempts, row => row.CompletionTokens, NpgsqlDbType.Integer),
                Texts(attempts, row => row.GenerationId),
                Texts(attempts, row => row.ErrorClass),
                Times(attempts, row => row.OpenedAt),
                Times(attempts, row => row.ClosedAt),
                Texts(attempts, row => row.ErrorDetail),
            },
        };
    }

    private static NpgsqlParameter<Guid[]> Uuids<T>(IReadOnlyList<T> rows, Func<T, Guid> value) =>
        Array(rows, value, NpgsqlDbType.Uuid);

    private static NpgsqlParameter<string?[]> Texts<T>(IReadOnlyList<T> rows, Func<T, string?> value) =>
        Array(rows, value, NpgsqlDbType.Text);

    private static NpgsqlParameter<int[]> Ints<T>(IReadOnlyList<T> rows, Func<T, int> value) =>
        Array(rows, value, NpgsqlDbType.Integer);

    private static NpgsqlParameter<long[]> Longs<T>(IReadOnlyList<T> rows, Func<T, long> value) =>
        Array(rows, value, NpgsqlDbType.Bigint);

    private static NpgsqlParameter<DateTime?[]> Times<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset?> value) =>
        Array(rows, row => value(row)?.UtcDateTime, NpgsqlDbType.TimestampTz);

    private static NpgsqlParameter<TValue[]> Array<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value, NpgsqlDbType type)
    {
        var column = new TValue[rows.Count];
        for (var index = 0; index < column.Length; index++)
        {
            column[index] = value(rows[index]);
        }

        return new NpgsqlParameter<TValue[]> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
