using System.Data;
using System.Diagnostics;
using System.Globalization;
using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Settings;
using AiDevFramework.Storage;
using AiDevFramework.TestSupport.Postgres;
using Dapper;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Benchmarks.Lists;

/// <summary>
/// How long lists and searches take among many projects, and how fast the index of a database that was filled without it is made. It asks the
/// storage itself, one question at a time: no grains, no HTTP.
/// </summary>
/// <param name="projects">With 2 KB of text each, of a hundred users.</param>
/// <param name="rounds">Questions of each kind.</param>
internal sealed class ListBenchmark(int projects, int rounds, TextWriter output)
{
    private const int Batch = 1000;

    private readonly ProjectFiller _filler = new(projects);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, .NET {Environment.Version}: {projects} projects of 2 KB, {rounds} questions of each kind, ms"));
        var folder = Directory.CreateTempSubdirectory("aidev-lists-");
        await MeasureAsync("SQLite", new DatabaseOptions { DataDir = folder.FullName }, cancellationToken);
        folder.Delete(recursive: true);
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Durable = true, Private = true }, cancellationToken);
        await MeasureAsync(
            "PostgreSQL", new DatabaseOptions { Url = PostgresServer.UrlOf(await server.CreateDatabaseAsync(cancellationToken)) }, cancellationToken);
    }

    private async Task MeasureAsync(string name, DatabaseOptions options, CancellationToken cancellationToken)
    {
        var migrator = new DatabaseMigrator(Options.Create(options));
        await using (await migrator.LockAsync(cancellationToken))
        {
            migrator.Up();
        }

        await using var database = Database.Create(options);
        var filling = Stopwatch.GetTimestamp();
        await _filler.FillAsync(database, cancellationToken);
        var indexing = Stopwatch.GetTimestamp();
        var index = new ProjectIndex(database);
        while (await index.UpdateAsync(Batch, cancellationToken) > 0)
        {
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: filled in {Stopwatch.GetElapsedTime(filling, indexing).TotalSeconds:0} s, indexed at {projects / Stopwatch.GetElapsedTime(indexing).TotalSeconds:0} projects a second"));
        await using (var connection = await database.ConnectAsync(cancellationToken))
        {
            await connection.ExecuteAsync(new CommandDefinition(database.Choose("vacuum analyze", "analyze"), commandTimeout: 0, commandType: CommandType.Text, cancellationToken: cancellationToken));
        }

        foreach (var (kind, question) in Questions())
        {
            await MeasureAsync(kind, new ProjectReader(database), question, cancellationToken);
        }
    }

    private IEnumerable<(string Kind, ProjectListQuestion Question)> Questions()
    {
        var user = ProjectFiller.UserOf(7);
        var middle = new ProjectListPlace(ProjectFiller.CreatedAt(projects / 2), Guid.Empty);
        yield return ("list, newest of all", new ProjectListQuestion());
        yield return ("list, in the middle", new ProjectListQuestion(After: middle));
        yield return ("list, last changed of a user", new ProjectListQuestion(UserId: user, Sort: ProjectSort.LastChangedFirst));
        yield return ("list, failed ones of a user", new ProjectListQuestion(UserId: user, Status: WorkflowStatus.Failed));
        yield return ("list, one in a thousand by verdict", new ProjectListQuestion(Verdict: PlanVerdict.Concerns));
        yield return ("list, one in ten thousand by status", new ProjectListQuestion(Status: WorkflowStatus.Cancelled));
        yield return ("search, a word of all", new ProjectListQuestion(Text: "project"));
        yield return ("search, the 10th word", new ProjectListQuestion(Text: ProjectFiller.WordOf(10)));
        yield return ("search, the 1000th word", new ProjectListQuestion(Text: ProjectFiller.WordOf(1000)));
        yield return ("search, the 100th and the 101st word", new ProjectListQuestion(Text: $"{ProjectFiller.WordOf(100)} {ProjectFiller.WordOf(101)}"));
        yield return ("search, the 50th and 51st as a phrase", new ProjectListQuestion(Text: $"\"{ProjectFiller.WordOf(50)} {ProjectFiller.WordOf(51)}\""));
        yield return ("search, the beginning of the 300th", new ProjectListQuestion(Text: ProjectFiller.WordOf(300)[..3]));
        yield return ("search, the 10th word, of a user", new ProjectListQuestion(UserId: user, Text: ProjectFiller.WordOf(10)));
        yield return ("search, a word of none", new ProjectListQuestion(Text: "qqqqqq"));
    }

    private async Task MeasureAsync(string kind, ProjectReader reader, ProjectListQuestion question, CancellationToken cancellationToken)
    {
        var times = new List<double>(rounds);
        var rows = 0;
        for (var round = -3; round < rounds; round++) // the first ones only warm up
        {
            var started = Stopwatch.GetTimestamp();
            rows = (await reader.ListAsync(question, cancellationToken)).Rows.Count;
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {kind,-40} p50 {Spread.Percentile(times, 0.5),7:0.0}  p99 {Spread.Percentile(times, 0.99),7:0.0}  ({rows} rows)"));
    }
}
