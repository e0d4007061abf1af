using System.Globalization;
using System.Text;
using AiDevFramework.Storage;
using Dapper;

namespace AiDevFramework.Benchmarks.Lists;

/// <summary>Makes projects of some 185 words of 20,000, as unequally common as those of a language: the 10th is in half of the projects, the
/// 100th in one of 9, the 1000th in one of 45, about.</summary>
internal sealed class ProjectFiller(int projects)
{
    private const int Batch = 2000;
    private const int Characters = 2048;
    private const int Words = 20_000;
    private const int Users = 100;

    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(18);

    public static Guid UserOf(int number) => new($"00000000-0000-4000-8000-{number:x12}");

    /// <returns>A word of letters, of the frequency rank.</returns>
    public static string WordOf(int rank)
    {
        var word = new StringBuilder();
        for (var rest = (rank * 7919L) + 12_345; rest > 0; rest /= 20)
        {
            word.Append("bcdfghjklmnpqrstvwxz"[(int)(rest % 20)]).Append("aeiou"[(int)(rest % 5)]);
        }

        return word.ToString();
    }

    public static DateTimeOffset CreatedAt(int number) => _start.AddSeconds(number);

    public async Task FillAsync(Database database, CancellationToken cancellationToken)
    {
        const string users = "insert into users (id, email, created_at) values (@id, @email, @now)";
        const string columns = "id, user_id, idea, status, current_phase, metadata, created_at, updated_at, completed_at, version, owner, run, run_started_at, last_seq, takeovers";
        const string postgres = $"""
            insert into projects ({columns})
            select t.id, t.user_id, t.idea, t.status, 'PRD', t.metadata::jsonb, t.created_at, t.created_at, t.created_at, 9, null, 1, t.created_at, 11, 0
              from unnest(@ids, @userIds, @ideas, @statuses, @metadata, @times) as t (id, user_id, idea, status, metadata, created_at)
            """;
        const string sqlite = $"""
            insert into projects ({columns})
            select value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'PRD', value ->> 4, value ->> 5, value ->> 5, value ->> 5, 9, null, 1, value ->> 5, 11, 0
              from json_each(@rows)
            """;

        await using var connection = await database.ConnectAsync(cancellationToken);
        await connection.ExecuteAsync(users, Enumerable.Range(0, Users).Select(
            number => new { id = database.Id(UserOf(number)), email = $"{number}@users.invalid", now = database.Time(_start) }));
        for (var first = 0; first < projects; first += Batch)
        {
            var rows = Enumerable.Range(first, Math.Min(Batch, projects - first)).Select(RowOf).ToList();
            object parameters = database is PostgresDatabase
                ? new
                {
                    ids = rows.Select(row => row.Id).ToArray(),
                    userIds = rows.Select(row => row.UserId).ToArray(),
                    ideas = rows.Select(row => row.Idea).ToArray(),
                    statuses = rows.Select(row => row.Status).ToArray(),
                    metadata = rows.Select(row => row.Metadata).ToArray(),
                    times = rows.Select(row => row.CreatedAt.UtcDateTime).ToArray(),
                }
                : new
                {
                    rows = System.Text.Json.JsonSerializer.Serialize(rows.Select(
                        row => new object[] { database.Id(row.Id), database.Id(row.UserId), row.Idea, row.Status, row.Metadata, database.Time(row.CreatedAt) })),
                };
            await connection.ExecuteAsync(new CommandDefinition(database.Choose(postgres, sqlite), parameters, commandTimeout: 0, cancellationToken: cancellationToken));
        }
    }

    private Row RowOf(int number)
    {
        var status = number switch
        {
            _ when number % 10_000 == 0 => "CANCELLED",
            _ when number % 20 == 0 => "FAILED",
            _ => "COMPLETED",
        };
        return new Row(
            Guid.CreateVersion7(CreatedAt(number)),
            UserOf(number % Users),
            IdeaOf(number),
            status,
            string.Create(CultureInfo.InvariantCulture, $$"""{"verdict":"{{(number % 1000 == 0 ? "CONCERNS" : "READY")}}","total_cost_usd":0.45}"""),
            CreatedAt(number));
    }

    private string IdeaOf(int number)
    {
        var idea = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"A project of {number}"));
        while (idea.Length < Characters)
        {
            idea.Append(' ').Append(WordOf(1 + (int)(Words * Math.Pow(_random.NextDouble(), 4)))); // common ones often
        }

        return idea.ToString();
    }

    private sealed record Row(Guid Id, Guid UserId, string Idea, string Status, string Metadata, DateTimeOffset CreatedAt);
}
