using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;
using Dapper;

namespace AiDevFramework.Storage;

/// <summary>Writes to <c>llm_attempts</c> beside the group commit: rarely, and only where no run waits for it.</summary>
internal sealed class AttemptStore(Database database, TimeProvider clock) : IAttemptStore
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private static readonly string CountPostgres = Count("greatest", "(llm_attempts.opened_at at time zone 'utc')::date");

    private static readonly string CountSqlite = Count("max", "substr(llm_attempts.opened_at, 1, 10)");

    public Task NoteAsync(IReadOnlyCollection<(Guid AttemptId, string GenerationId)> notes, CancellationToken cancellationToken)
    {
        const string postgres = """
            update llm_attempts
               set generation_id = t.generation_id
              from unnest(@ids, @generations) as t (id, generation_id)
             where llm_attempts.id = any (@ids)
               and llm_attempts.id = t.id
               and llm_attempts.generation_id is null
            """;
        const string sqlite = """
            update llm_attempts
               set generation_id = t.generation_id
              from (select ids.value as id, generations.value as generation_id
                      from json_each(@ids) as ids
                      join json_each(@generations) as generations on generations.key = ids.key) as t
             where llm_attempts.id = t.id
               and llm_attempts.generation_id is null
            """;

        var parameters = new
        {
            ids = database.Ids(notes.Select(note => note.AttemptId)),
            generations = database.Texts(notes.Select(note => note.GenerationId)),
        };
        return database.InTransactionAsync(
            (connection, transaction) => connection.ExecuteAsync(database.Choose(postgres, sqlite), parameters, transaction), cancellationToken);
    }

    public Task RefundAsync(Guid attemptId, CancellationToken cancellationToken)
    {
        // Locks the day before the attempt, as transitions do: two writers that hold one each would wait for each other.
        const string lockDay = """
            select 1
              from user_days
              join projects on projects.user_id = user_days.user_id
              join llm_attempts on llm_attempts.project_id = projects.id
             where llm_attempts.id = @id
               and user_days.day = (llm_attempts.opened_at at time zone 'utc')::date
               for update of user_days
            """;
        const string alone = "select 1"; // a writer has the whole file
        const string refund = """
            update llm_attempts
               set status      = @status,
                   cost_usd    = 0,
                   cost_source = 'PROVIDER',
                   error_class = @errorClass,
                   closed_at   = coalesce(closed_at, @now),
                   check_at    = null
             where id = @id
               and status in ('OPEN', 'UNKNOWN')
            """;

        var parameters = new
        {
            id = database.Id(attemptId),
            status = WireName.Of(AttemptEnd.NotSent.Status),
            errorClass = AttemptEnd.NotSent.ErrorClass,
            now = database.Time(clock.GetUtcNow()),
            costUsd = 0m,
        };
        return database.InTransactionAsync(
            async (connection, transaction) =>
            {
                await connection.ExecuteAsync(database.Choose(lockDay, alone), parameters, transaction).ConfigureAwait(false);
                if (await connection.ExecuteAsync(refund, parameters, transaction).ConfigureAwait(false) == 1)
                {
                    await connection.ExecuteAsync(database.Choose(CountPostgres, CountSqlite), parameters, transaction).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<UnknownAttempt>> ClaimUnknownAsync(int limit, CancellationToken cancellationToken)
    {
        const string postgres = """
            select id, project_id, generation_id, status, error_class, checks + 1 as checks
              from llm_attempts
             where check_at <= @now
             order by check_at
             limit @limit
               for update skip locked
            """;
        const string sqlite = """
            select id, project_id, generation_id, status, error_class, checks + 1 as checks
              from llm_attempts
             where check_at <= @now
             order by check_at
             limit @limit
            """;
        const string postpone = "update llm_attempts set check_at = @next, checks = @checks where id = @id and check_at is not null";

        var now = clock.GetUtcNow();
        return database.InTransactionAsync<IReadOnlyList<UnknownAttempt>>(
            async (connection, transaction) =>
            {
                List<UnknownAttempt> due;
                var query = new CommandDefinition(
                    database.Choose(postgres, sqlite), new { now = database.Time(now), limit }, transaction, cancellationToken: cancellationToken);
                await using (var reader = await connection.ExecuteReaderAsync(query).ConfigureAwait(false))
                {
                    due = await Database.AllAsync(
                        reader,
                        row => new UnknownAttempt(
                            row.Id("id"),
                            row.Id("project_id"),
                            row.Text("generation_id"),
                            row.Name<AttemptStatus>("status"),
                            row.OptionalText("error_class"),
                            row.Int("checks")),
                        cancellationToken).ConfigureAwait(false);
                }

                await connection.ExecuteAsync(
                    postpone,
                    due.Select(attempt => new
                    {
                        id = database.Id(attempt.Id),
                        next = attempt.IsLastCheck ? null : database.Time(now + PauseAfter(attempt.Checks)),
                        checks = attempt.Checks,
                    }),
                    transaction).ConfigureAwait(false);
                return due;
            },
            cancellationToken);
    }

    public Task SettleAsync(UnknownAttempt attempt, GenerationCost cost, CancellationToken cancellationToken)
    {
        const string settle = """
            update llm_attempts
               set status            = @status,
                   cost_usd          = @costUsd,
                   cost_source       = 'PROVIDER',
                   prompt_tokens     = @promptTokens,
                   completion_tokens = @completionTokens,
                   check_at          = null
             where id = @id
               and status = @from
               and cost_usd is null
            """;

        var parameters = new
        {
            id = database.Id(attempt.Id),
            from = WireName.Of(attempt.Status),
            status = WireName.Of(attempt.Status is AttemptStatus.Unknown ? AttemptEnd.Settled(attempt.ErrorClass) : attempt.Status),
            costUsd = Usd.Round(cost.CostUsd),
            promptTokens = cost.PromptTokens,
            completionTokens = cost.CompletionTokens,
        };
        return database.InTransactionAsync(
            async (connection, transaction) =>
            {
                if (await connection.ExecuteAsync(settle, parameters, transaction).ConfigureAwait(false) == 1)
                {
                    await connection.ExecuteAsync(database.Choose(CountPostgres, CountSqlite), parameters, transaction).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken);
    }

    private static TimeSpan PauseAfter(int checks)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(checks, 20)));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <returns>The statement that counts an attempt at what it cost instead of at what was reserved.</returns>
    /// <param name="larger">The function that gives the larger of two numbers.</param>
    /// <param name="day">The day of an attempt.</param>
    private static string Count(string larger, string day) => $"""
        update user_days
           set counted_usd = {larger}(0, user_days.counted_usd + @costUsd - coalesce(llm_attempts.reserved_cost_usd, 0))
          from llm_attempts
          join projects on projects.id = llm_attempts.project_id
         where llm_attempts.id = @id
           and user_days.user_id = projects.user_id
           and user_days.day = {day}
        """;
}
