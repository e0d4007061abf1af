using System.Text.Encodings.Web;
using System.Text.Json;
using AiDevFramework.FakeOpenRouter.Log;

namespace AiDevFramework.Chaos.Evidence;

/// <summary>Everything that the checker gets besides the database.</summary>
internal sealed class EvidenceFolder : IDisposable
{
    private readonly string _folder;
    private readonly JsonLines<ProcessLine> _processes;

    public EvidenceFolder(string folder)
    {
        _folder = folder;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(folder, "logs"));
        Operations = new JsonLines<Operation>(Path.Combine(folder, "history.jsonl"));
        Feeds = new JsonLines<FeedLine>(Path.Combine(folder, "feeds.jsonl"));
        Faults = new JsonLines<FaultLine>(Path.Combine(folder, "faults.jsonl"));
        _processes = new JsonLines<ProcessLine>(Path.Combine(folder, "processes.jsonl"));
    }

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public JsonLines<Operation> Operations { get; }

    public JsonLines<FeedLine> Feeds { get; }

    public JsonLines<FaultLine> Faults { get; }

    /// <summary>What a process said from its start to its end, and how it ended.</summary>
    public void AddProcess(ProcessLine process, string output)
    {
        File.WriteAllText(Path.Combine(_folder, "logs", $"{process.Name}.{process.Incarnation}.log"), output);
        _processes.Write(process);
    }

    public void AddCalls(IReadOnlyList<LoggedCall> calls)
    {
        using var lines = new JsonLines<CallLine>(Path.Combine(_folder, "calls.jsonl"));
        foreach (var call in calls)
        {
            lines.Write(new CallLine(
                call.Ordinal, call.Mark, call.Step, call.Behaviour, call.Outcome.ToString(), call.Status, call.FinishReason,
                call.GenerationId, call.BilledUsd, call.SentChars, call.LinesSha256, call.StartedAt, call.FinishedAt));
        }
    }

    public void AddRun(RunLine run) =>
        File.WriteAllText(Path.Combine(_folder, "run.json"), JsonSerializer.Serialize(run, Json));

    /// <summary>Completes the files. What comes later is not recorded.</summary>
    public void Dispose()
    {
        Operations.Dispose();
        Feeds.Dispose();
        Faults.Dispose();
        _processes.Dispose();
    }
}
