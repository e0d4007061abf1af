using System.Data.Common;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Storage.Rows;
using Dapper;

namespace AiDevFramework.Storage;

/// <summary>Pages of projects: one query for the page, and one for what its projects cost.</summary>
internal sealed class ProjectLists(Database database)
{
    private static readonly string _costsPostgres = CostsOf(
        "llm_logs.project_id = any (@ids)",
        "unnest(@ids, @lows, @highs) as t (listed, low, high) join llm_attempts");

    private static readonly string _costsSqlite = CostsOf(
        "llm_logs.project_id in (select value from json_each(@ids))",
        """
        (select ids.value as listed, lows.value as low, highs.value as high
               from json_each(@ids) as ids
               join json_each(@lows) as lows on lows.key = ids.key
               join json_each(@highs) as highs on highs.key = ids.key) as t
         cross join llm_attempts
        """); // a cross join is done in the order in which it is written

    public async Task<ProjectListPage> ListAsync(ProjectListQuestion question, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(question.Limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(question.Limit, ProjectListQuestion.MaxLimit);
        var query = new ProjectListQuery(database, question);
        var (read, found) = query.Searches
            ? await SearchAsync(query, cancellationToken).ConfigureAwait(false)
            : (await database.ReadAllAsync(query.Sql, query.Parameters, ListedProject.Read, cancellationToken).ConfigureAwait(false), 0);
        var shown = read[..Math.Min(read.Count, question.Limit)];
        var costs = await CostsAsync([.. shown.Select(project => project.Id)], cancellationToken).ConfigureAwait(false);
        return new ProjectListPage(
            [.. shown.Select(project => project.With(costs[project.Id]))],
            read.Count > question.Limit ? shown[^1].Place : null,
            WasCut: found > ProjectListQuestion.MaxFound);
    }

    /// <summary>The best plan depends on how many projects have the words: it is made for each search, and may not take long.</summary>
    private Task<(List<ListedProject> Read, long Found)> SearchAsync(ProjectListQuery query, CancellationToken cancellationToken) =>
        DatabaseFailure.TranslateAsync<(List<ListedProject>, long)>(async () =>
        {
            const string settings = "set local plan_cache_mode = force_custom_plan; set local statement_timeout = '1800ms'";

            await using var connection = await database.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using var transaction = database is PostgresDatabase ? await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false) : null;
            if (transaction is not null)
            {
                await connection.ExecuteAsync(settings, transaction: transaction).ConfigureAwait(false);
            }

            var command = new CommandDefinition(query.Sql, query.Parameters, transaction, cancellationToken: cancellationToken);
            await using var reader = await connection.ExecuteReaderAsync(command).ConfigureAwait(false);
            var rows = await Database.AllAsync(
                reader, row => (Found: row.Long("found"), Project: row.IsNull("id") ? null : ListedProject.Read(row)), cancellationToken).ConfigureAwait(false);
            return ([.. rows.Select(row => row.Project).OfType<ListedProject>()], rows[0].Found);
        });

    private static string CostsOf(string ofCalls, string attempts) => $"""
        select {CallCost.Columns}
          from llm_logs
         where {ofCalls};
        select {AttemptTable.Table.ReadColumns}
          from {attempts}
            on llm_attempts.id between t.low and t.high and llm_attempts.project_id = t.listed
        """;

    private async Task<IReadOnlyDictionary<Guid, CostReport>> CostsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, CostReport>();
        }

        var ranges = ids.Select(StableId.RangeOf).ToList();
        return await database.ReadAsync(
            database.Choose(_costsPostgres, _costsSqlite),
            new { ids = database.Ids(ids), lows = database.Ids(ranges.Select(range => range.Low)), highs = database.Ids(ranges.Select(range => range.High)) },
            reader => ReadCostsAsync(reader, ids, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Dictionary<Guid, CostReport>> ReadCostsAsync(DbDataReader reader, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var calls = (await Database.AllAsync(reader, CallCost.Read, cancellationToken).ConfigureAwait(false)).ToLookup(call => call.ProjectId);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var attempts = (await Database.AllAsync(reader, AttemptTable.Table, cancellationToken).ConfigureAwait(false)).ToLookup(attempt => attempt.ProjectId);
        return ids.ToDictionary(id => id, id => CallCost.Report(id, calls[id], [.. attempts[id]]));
    }
}
