using System.Text.Json;
using System.Text.RegularExpressions;
using AiDevFramework.Chaos.Checker.Documents;
using Npgsql;

namespace AiDevFramework.Chaos.Checker.Evidence;

/// <summary>Reads the product's tables, and can do nothing else with them.</summary>
internal static partial class TablesReader
{
    public static async Task<Tables> ReadAsync(string connectionString)
    {
        await using var data = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "chaos checker",
            Options = "-c default_transaction_read_only=on",
            CommandTimeout = 120,
        });
        return new Tables(
            await RowsAsync(
                data,
                """
                select id, idea, status, current_phase, metadata::text, created_at, completed_at, run_started_at, version, run, last_seq, ledger::text,
                       user_id, deleted_at is not null
                  from projects
                 order by created_at
                """,
                row => new ProjectRow(
                    row.GetGuid(0), Mark().Match(row.GetString(1)).Value, row.GetString(2), Text(row, 3),
                    JsonSerializer.Deserialize<JsonElement>(row.GetString(4)), Time(row, 5)!.Value, Time(row, 6), Time(row, 7),
                    row.GetInt64(8), row.GetInt32(9), row.GetInt64(10))
                { Constraints = LedgerReader.ConstraintsOf(Text(row, 11)).Count, UserId = row.GetGuid(12), IsDeleted = row.GetBoolean(13) }),
            await RowsAsync(
                data,
                "select project_id, phase, status, started_at, completed_at from workflow_states order by project_id, started_at",
                row => new PhaseRow(row.GetGuid(0), row.GetString(1), row.GetString(2), Time(row, 3)!.Value, Time(row, 4))),
            await RowsAsync(
                data,
                """
                select d.project_id, d.document_type, d.content_md, p.ledger::text, r.content_md, a.verdicts, a.finishes, a.outputs, a.mends
                  from documents d
                  join projects p on p.id = d.project_id
                  left join documents r on r.project_id = d.project_id and r.document_type = 'PRD'
                  left join lateral (
                    select array_agg(l.verdict::text order by l.run, l.call_number) verdicts, array_agg(l.finish_reason order by l.run, l.call_number) finishes,
                           array_agg(l.output order by l.run, l.call_number) outputs, array_agg(l.mend::text order by l.run, l.call_number) mends
                      from llm_logs l
                     where l.project_id = d.project_id and l.step::text = d.document_type::text) a on true
                """,
                row => new DocumentRow(
                    row.GetGuid(0), row.GetString(1),
                    DocumentJudge.Of(row.GetString(1), row.GetString(2), Text(row, 4), LedgerReader.ConstraintsOf(Text(row, 3)), Answers(row, 5), LedgerReader.Forbids(Text(row, 3))))),
            await RowsAsync(
                data,
                """
                select project_id, run, phase, step, call_number, verdict, cost_usd, cost_source, finish_reason, generation_id, created_at,
                       mend is not null
                  from llm_logs
                 order by project_id, run, created_at, call_number
                """,
                row => new ModelRow(
                    row.GetGuid(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetString(5),
                    row.GetDecimal(6), row.GetString(7), Text(row, 8), Text(row, 9), Time(row, 10)!.Value)
                { AsksForParts = row.GetBoolean(11) }),
            await RowsAsync(
                data,
                "select project_id, seq, type, payload, created_at from progress_events order by project_id, seq",
                row => new EventRow(row.GetGuid(0), row.GetInt64(1), row.GetString(2), row.GetString(3), Time(row, 4)!.Value)),
            await RowsAsync(
                data,
                """
                select id, project_id, at, writer, old_version, new_version, old_owner, new_owner, old_status, new_status,
                       old_run, new_run, old_seq, new_seq, old_takeovers, new_takeovers
                  from chaos_writes
                 order by id
                """,
                row => new WriteRow(
                    row.GetInt64(0), row.GetGuid(1), Time(row, 2)!.Value, Text(row, 3), Long(row, 4), row.GetInt64(5), Text(row, 6), Text(row, 7),
                    Text(row, 8), row.GetString(9), (int?)Long(row, 10), row.GetInt32(11), Long(row, 12), row.GetInt64(13), (int?)Long(row, 14),
                    row.GetInt32(15))),
            await RowsAsync(
                data,
                """
                select project_id, run, step, call_number, attempt, status, cost_usd, generation_id, checks, error_class
                  from llm_attempts
                 order by project_id, opened_at
                """,
                row => new AttemptRow(
                    row.GetGuid(0), row.GetInt32(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetString(5),
                    row.IsDBNull(6) ? null : row.GetDecimal(6), Text(row, 7), row.GetInt32(8), Text(row, 9))));
    }

    private static async Task<IReadOnlyList<T>> RowsAsync<T>(NpgsqlDataSource data, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = data.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Verdicts, finish reasons, texts and what was asked next, in four arrays of one length.</summary>
    private static IReadOnlyList<PaidAnswer> Answers(NpgsqlDataReader row, int at)
    {
        if (row.IsDBNull(at))
        {
            return [];
        }

        var (verdicts, finishes, outputs, mends) = (Array(at), Array(at + 1), Array(at + 2), Array(at + 3));
        return [.. verdicts.Select((verdict, call) => new PaidAnswer(verdict!, outputs[call], finishes[call] is not null, LedgerReader.PartsOf(mends[call])))];

        string?[] Array(int column) => row.GetFieldValue<string?[]>(column);
    }

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static long? Long(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : Convert.ToInt64(row.GetValue(at), null);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);

    [GeneratedRegex(@"\[\[.*?\]\]")]
    private static partial Regex Mark();
}
