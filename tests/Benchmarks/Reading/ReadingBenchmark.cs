using System.Diagnostics;
using System.Globalization;
using AiDevFramework.FakeOpenRouter.Answers;
using AiDevFramework.FakeOpenRouter.Answers.Domains;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Offline;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Benchmarks.Reading;

/// <summary>Processor time and memory of reading and normalising the four documents of a run.</summary>
/// <param name="rounds">Readings that are measured, after as many that are not.</param>
internal sealed class ReadingBenchmark(int rounds, TextWriter output)
{
    private const string Idea = "A task board for small teams with comments, files, due dates, reminders and weekly reports. features=8";

    private static readonly StepMaterial s_material = new(Idea, Approach.Vertical);

    public void Run()
    {
        output.WriteLine("| Documents | KB | ms of processor time | MB allocated |");
        output.WriteLine("| --- | --- | --- | --- |");
        Measure("of the throughput benchmark", Answers());
        Measure("of the offline planner", Documents(least: 0));
        Measure("of 20 KB each", Documents(least: 20_000));
        var slips = Documents(least: 20_000).ToDictionary(document => document.Key, document => Slipped(document.Value));
        Measure("of 20 KB each, in another form", slips);
    }

    private void Measure(string name, Dictionary<Step, string> documents)
    {
        Read(documents);
        var (allocated, started) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (step, text) in documents)
            {
                _ = StepCatalogue.Of(step).Document!.Read(s_material, text);
            }
        }

        var processor = (Environment.CpuUsage.TotalTime - started).TotalMilliseconds / rounds;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {documents.Values.Sum(text => text.Length) / 1000} | {Math.Min(processor, watch.Elapsed.TotalMilliseconds / rounds):0.00} | {bytes / 1e6:0.00} |"));
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
