using System.Data.Common;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Storage.Rows;
using Dapper;

namespace AiDevFramework.Storage;

/// <summary>Adds what the calls of a project cost to the totals that stay when they are gone, by day (UTC) and model.</summary>
internal static class PurgedCosts
{
    /// <summary>Once for each call: together with the statement that removes it.</summary>
    /// <param name="parameters">Have the project as <c>id</c>, and the <c>limit</c> of the rows that are removed next.</param>
    public static async Task KeepAsync(
        Database database, DbConnection connection, DbTransaction transaction, object parameters, CancellationToken cancellationToken)
    {
        const string calls = """
            select created_at, model, prompt_tokens, completion_tokens, cost_usd
              from llm_logs
             where project_id = @id
             order by id
             limit @limit
            """;
        const string add = """
            insert into purged_costs (day, model, calls, prompt_tokens, completion_tokens, cost_usd)
            values ({0}, @model, @calls, @promptTokens, @completionTokens, @costUsd)
                on conflict (day, model) do update
               set calls             = purged_costs.calls + excluded.calls,
                   prompt_tokens     = purged_costs.prompt_tokens + excluded.prompt_tokens,
                   completion_tokens = purged_costs.completion_tokens + excluded.completion_tokens,
                   cost_usd          = purged_costs.cost_usd + excluded.cost_usd
            """;

        List<Call> rows;
        var query = new CommandDefinition(calls, parameters, transaction, cancellationToken: cancellationToken);
        await using (var reader = await connection.ExecuteReaderAsync(query).ConfigureAwait(false))
        {
            rows = await Database.AllAsync(reader, Read, cancellationToken).ConfigureAwait(false);
        }

        // Summed here and not by the database, which in SQLite would add floating point numbers.
        var sums = rows.GroupBy(row => (row.Day, row.Model)).Select(group => new
        {
            day = SqliteText.Of(group.Key.Day),
            model = group.Key.Model,
            calls = (long)group.Count(),
            promptTokens = group.Sum(row => row.PromptTokens),
            completionTokens = group.Sum(row => row.CompletionTokens),
            costUsd = Usd.Round(group.Sum(row => row.CostUsd)),
        });
        await connection.ExecuteAsync(
            add.Replace("{0}", database.Choose("@day::date", "@day"), StringComparison.Ordinal), sums, transaction).ConfigureAwait(false);
    }

    private static Call Read(RowReader row) => new(
        DateOnly.FromDateTime(row.Time("created_at").UtcDateTime), row.Text("model"), row.Int("prompt_tokens"), row.Int("completion_tokens"), row.Usd("cost_usd"));

    private sealed record Call(DateOnly Day, string Model, long PromptTokens, long CompletionTokens, decimal CostUsd);
}
