using System.Diagnostics;
using System.Globalization;
using AiDevFramework.FakeOpenRouter.Answers;
using AiDevFramework.FakeOpenRouter.Answers.Domains;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Offline;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Mending;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Benchmarks.Reading;

/// <summary>Processor time and memory of reading and normalising the four documents of a run, and of reading them as a plan with all checks.</summary>
/// <param name="rounds">Readings that are measured, after as many that are not.</param>
internal sealed class ReadingBenchmark(int rounds, TextWriter output)
{
    private const string Idea = "A task board for small teams with comments, files, due dates, reminders and weekly reports. features=8";

    /// <summary>Demands of each kind, so that every check has something to do.</summary>
    private static readonly string s_ledger = LedgerJson.Write(IntakeReader.Read(
        $"{Idea}. On-premise only, no cloud. Only PostgreSQL as the database. GDPR compliant. A team of two developers. Ready in 3 months. Budget 60,000 EUR. Integration with Salesforce.",
        IntakeAnswer.Nothing, ProjectLedger.Empty, new DateOnly(2026, 11, 30)));

    /// <summary>Of an idea that demands nothing.</summary>
    private static readonly string s_plainLedger = LedgerJson.Write(IntakeReader.Read(Idea, IntakeAnswer.Nothing, ProjectLedger.Empty, new DateOnly(2026, 11, 30)));

    private static readonly StepMaterial s_material = new(Idea, Approach.Vertical);

    public void Run()
    {
        output.WriteLine("| Documents | KB | ms to read | MB allocated | ms to read and check | MB allocated | ms to judge in a run | MB allocated |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        Measure("of the throughput benchmark", Answers());
        Measure("of the offline planner", Documents(least: 0));
        Measure("of 20 KB each", Documents(least: 20_000));
        var slips = Documents(least: 20_000).ToDictionary(document => document.Key, document => Slipped(document.Value));
        Measure("of 20 KB each, in another form", slips);
        MeasureChecks();
    }

    private void Measure(string name, Dictionary<Step, string> documents)
    {
        Read(documents);
        var read = Cost(() =>
        {
            foreach (var (step, text) in documents)
            {
                _ = StepCatalogue.Of(step).Document!.Read(s_material, text);
            }
        });
        var source = SourceOf(documents);
        _ = Cost(() => PlanReview.Of(source)); // warm
        var reviewed = Cost(() => PlanReview.Of(source));
        _ = Cost(() => JudgeInRun(documents)); // warm
        var judged = Cost(() => JudgeInRun(documents));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {documents.Values.Sum(text => text.Length) / 1000} | {read.Milliseconds:0.00} | {read.Megabytes:0.00} | {reviewed.Milliseconds:0.00} | {reviewed.Megabytes:0.00} | {judged.Milliseconds:0.00} | {judged.Megabytes:0.00} |"));
    }

    /// <summary>What a run does with its documents: each is judged against those before it, gets its identifiers, and counts for the standing.</summary>
    private static void JudgeInRun(Dictionary<Step, string> documents)
    {
        var material = s_material with { LedgerJson = new string(s_plainLedger) };
        var written = new List<PlanText>();
        foreach (var (step, answer) in documents)
        {
            var row = StepCatalogue.Of(step).Document!;
            var state = MendState.Of(row, material, []).Finish(new string(answer), cut: false);
            var reply = MendEnd.Accept(state);
            material = material with
            {
                LedgerJson = reply.LedgerJson ?? material.LedgerJson,
                Documents = new Dictionary<Step, string>(material.Documents) { [step] = reply.DocumentMd! },
            };
            written.Add(new PlanText(row.Type, reply.DocumentMd!, 1, Offline: false));
            _ = PlanReview.Standing(new PlanSource(Guid.Empty, Idea, material.LedgerJson, written, WasChecked: true));
        }
    }

    /// <summary>What each check of the documents of the throughput benchmark costs, the dearest first.</summary>
    private void MeasureChecks()
    {
        var input = PlanReview.InputOf(SourceOf(Documents(least: 0)));
        _ = input.Plan; // is read once for all
        output.WriteLine("\n| Check | µs | KB allocated |\n| --- | --- | --- |");
        foreach (var (number, cost) in PlanChecks.All.Select(check => (check.Number, Cost(() => _ = check.Check(input)))).OrderByDescending(check => check.Item2.Milliseconds))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {number} | {1000 * cost.Milliseconds:0} | {1000 * cost.Megabytes:0.0} |"));
        }
    }

    private static PlanSource SourceOf(Dictionary<Step, string> documents) => new(
        Guid.Empty, Idea, s_ledger, [.. documents.Select(document => new PlanText(StepCatalogue.Of(document.Key).Document!.Type, document.Value, 1, Offline: false))], WasChecked: true);

    /// <summary>Of one round, on average: processor time, or the time that passed where that is less.</summary>
    private (double Milliseconds, double Megabytes) Cost(Action round)
    {
        var (allocated, started) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        var watch = Stopwatch.StartNew();
        for (var count = 0; count < rounds; count++)
        {
            round();
        }

        var processor = (Environment.CpuUsage.TotalTime - started).TotalMilliseconds / rounds;
        return (Math.Min(processor, watch.Elapsed.TotalMilliseconds / rounds), (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1e6 / rounds);
    }

    private void Read(Dictionary<Step, string> documents)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (step, text) in documents)
            {
                if (StepCatalogue.Of(step).Document!.Read(s_material, text) is { Complaint: { } complaint })
                {
                    throw new InvalidOperationException($"{step}: {complaint}");
                }
            }
        }
    }

    /// <summary>What the fake provider answers.</summary>
    private static Dictionary<Step, string> Answers()
    {
        var product = Taskwright.Domain;
        return new Dictionary<Step, string>
        {
            [Step.EventStorming] = DocumentWriter.EventStorming(product),
            [Step.Prd] = DocumentWriter.Prd(product, ""),
            [Step.TechStack] = DocumentWriter.TechStack(product),
            [Step.ExecutionPlan] = DocumentWriter.ExecutionPlan(product, true),
        };
    }

    /// <param name="least">Characters of each; a section that nobody asked for makes up for what is missing.</param>
    private static Dictionary<Step, string> Documents(int least)
    {
        var outline = OutlineBuilder.Build(Idea);
        return StepCatalogue.Rows.Where(row => row.Document is not null).ToDictionary(
            row => row.Step,
            row => AnswerWriters.Of(row.Step)(outline, s_material) is var text && text.Length < least ? text + Filler(least - text.Length) : text);
    }

    private static string Filler(int length)
    {
        var lines = Enumerable.Range(1, 1 + (length / 80))
            .Select(line => $"- Note {line}: a line of prose that nobody asked for, with a **bold** word and a comma");
        return $"\n## Notes\n{string.Join('\n', lines)}\n";
    }

    private static string Slipped(string text) => text
        .Replace("\n## ", "\n### ", StringComparison.Ordinal)
        .Replace("**Duration**: ", "**Dauer**: ", StringComparison.Ordinal)
        .Replace("**Deliverables**:", "**Tasks:**", StringComparison.Ordinal)
        .Replace("**Choice**:", "**Auswahl:**", StringComparison.Ordinal);
}
